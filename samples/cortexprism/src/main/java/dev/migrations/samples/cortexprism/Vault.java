package dev.migrations.samples.cortexprism;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Secrets, encrypted, and the log of who asked for which.
 */
@Repository
class Vault {

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final JdbcClient vault;

	private final SecretKeySpec key;

	private final SecureRandom random = new SecureRandom();

	Vault(@Qualifier("vaultClient") JdbcClient vault, @Value("${prism.vault-key}") String key)
			throws GeneralSecurityException {
		this.vault = vault;
		this.key = new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)),
				"AES");
	}

	void write(String name, String secret, String writer) throws GeneralSecurityException {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
		byte[] stored = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
		this.vault.sql("""
				INSERT INTO vault_entries (name, secret) VALUES (?, ?)
				ON CONFLICT (name) DO UPDATE SET secret = excluded.secret,
				  updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')""").params(name, stored).update();
		log(name, "write", writer);
	}

	Optional<String> read(String name, String reader) throws GeneralSecurityException {
		log(name, "read", reader);
		List<byte[]> stored = this.vault.sql("SELECT secret FROM vault_entries WHERE name = ?")
			.param(name)
			.query((row, number) -> row.getBytes(1))
			.list();
		if (stored.isEmpty()) {
			return Optional.empty();
		}
		ByteBuffer bytes = ByteBuffer.wrap(stored.get(0));
		byte[] nonce = new byte[NONCE_BYTES];
		bytes.get(nonce);
		byte[] sealed = new byte[bytes.remaining()];
		bytes.get(sealed);
		return Optional.of(new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed), StandardCharsets.UTF_8));
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		return cipher;
	}

	private void log(String entry, String action, String reader) {
		this.vault.sql("INSERT INTO access_log (entry, action, reader) VALUES (?, ?, ?)")
			.params(entry, action, reader)
			.update();
	}

}
