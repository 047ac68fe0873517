package dev.migrations.samples.ctx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Direction of a text in a space of word stems: texts that share words point the same
 * way. It needs no model, so that the sample runs anywhere.
 *
 * @param vector its coordinates, of length 1 unless the text has no words
 */
record Embedding(float[] vector) {

	static final String MODEL = "hashed-stems";

	static final int DIMENSIONS = 64;

	private static final int STEM = 5;

	static Embedding of(String text) {
		float[] vector = new float[DIMENSIONS];
		for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
			if (word.length() > 2) {
				int hash = word.substring(0, Math.min(STEM, word.length())).hashCode() * 0x9E3779B9;
				vector[(hash >>> 8) % DIMENSIONS] += (hash < 0) ? -1 : 1;
			}
		}
		double length = Math.sqrt(dot(vector, vector));
		for (int i = 0; i < DIMENSIONS && length > 0; i++) {
			vector[i] /= (float) length;
		}
		return new Embedding(vector);
	}

	static Embedding of(byte[] bytes) {
		float[] vector = new float[bytes.length / Float.BYTES];
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
		return new Embedding(vector);
	}

	byte[] toBytes() {
		ByteBuffer bytes = ByteBuffer.allocate(this.vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(this.vector);
		return bytes.array();
	}

	double likeness(Embedding other) {
		return dot(this.vector, other.vector);
	}

	private static double dot(float[] one, float[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += one[i] * other[i];
		}
		return sum;
	}

}
