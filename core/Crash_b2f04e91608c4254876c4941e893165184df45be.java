import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_b2f04e91608c4254876c4941e893165184df45be {
    static final String base64Bytes = String.join("", "4v////9m//////+fpkRELS0tLS0tLS0yLS0tLS0tLS0tLS0tAAAAAAAAAAAAAAAAAAAAAAAAAACfpk9USEVSAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB8aWIgQGEgPSAxIHRoZW4gc2VjIDt0ZWwxIHNlbGU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTUAAAAANTU1NTU1NTU1NTU1NTU1NTsK");

    public static void main(String[] args) throws Throwable {
        Crash_b2f04e91608c4254876c4941e893165184df45be.class.getClassLoader().setDefaultAssertionStatus(true);
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