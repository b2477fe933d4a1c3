using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WsiDicomizer.Deidentification.Keys;

/// <summary>The secret of a project: 256 bits from which pseudonyms, UIDs and dates come.</summary>
/// <remarks>
/// Immutable and thread-safe. The same key gives the same pseudonyms in every run, so whoever has it can test guesses:
/// it belongs outside the output.
/// </remarks>
public sealed class ProjectKey
{
    /// <summary>The length of a key: 32 bytes.</summary>
    public const int LengthBytes = 32;

    // The label separates this program's use of the key from any other; its number changes if the derivation does.
    private const string Domain = "WsiDicomizer/1/";

    private readonly byte[] _secret;

    /// <summary>Creates the key of given bits.</summary>
    /// <param name="secret">32 bytes; copied.</param>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public ProjectKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != LengthBytes)
        {
            throw new ArgumentException("a project key has 32 bytes", nameof(secret));
        }

        _secret = secret.ToArray();
    }

    /// <summary>What tells one key from another without giving it away: 16 hexadecimal digits.</summary>
    public string Fingerprint => Convert.ToHexStringLower(Derive("fingerprint", string.Empty).AsSpan(0, 8));

    /// <summary>Makes a key of random bits.</summary>
    /// <param name="random">The source of randomness.</param>
    public static ProjectKey CreateRandom(RandomNumberGenerator random)
    {
        var secret = new byte[LengthBytes];
        random.GetBytes(secret);
        var key = new ProjectKey(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <summary>HMAC-SHA-256 of a value under this key, with a label for the purpose.</summary>
    /// <param name="purpose">The label: values of different purposes cannot be linked through each other.</param>
    /// <param name="value">The value.</param>
    /// <returns>32 bytes.</returns>
    public byte[] Derive(string purpose, string value)
    {
        // NUL ends the label, so that no label and value run into those of another purpose.
        var message = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Domain}{purpose}\0{value}"));
        var digest = HMACSHA256.HashData(_secret, message);
        CryptographicOperations.ZeroMemory(message);
        return digest;
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"key {Fingerprint}";

    /// <summary>The secret as 64 hexadecimal digits, for a key file.</summary>
    internal string ToHexadecimal() => Convert.ToHexStringLower(_secret);
}
