import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_ba1ea31054da828e59c6566da61703ab91298285 {
    static final String base64Bytes = String.join("", "OwEAAACpAAAGCuKfplFVRVJJfHNlbGV+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fmN0IDHin6c7OyA7Ci8qOyAgKi87Cg==");

    public static void main(String[] args) throws Throwable {
        Crash_ba1ea31054da828e59c6566da61703ab91298285.class.getClassLoader().setDefaultAssertionStatus(true);
        try {
            Method fuzzerInitialize = dev.migrations.script.SplitterFuzz.class.getMethod("fuzzerInitialize");
            fuzzerInitialize.invoke(null);
        } catch (NoSuchMethodException ignored) {
            try {
                Method fuzzerInitialize = dev.migrations.script.SplitterFuzz.class.getMethod("fuzzerInitialize", String[].class);
                fuzzerInitialize.invoke(null, (Object) args);
            } catch (NoSuchMethodException ignored1) {
            } catch (IllegalAccessException | InvocationTargetException e) {
                e.printStackTrace();
                System.exit(1);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
        byte[] input = java.util.Base64.getDecoder().decode(base64Bytes);
        dev.migrations.script.SplitterFuzz.fuzzerTestOneInput(input);
    }
}