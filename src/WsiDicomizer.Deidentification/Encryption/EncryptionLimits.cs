namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>What encrypted originals may ask for at most, on the way in and on the way back.</summary>
public sealed record EncryptionLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static EncryptionLimits Default { get; } = new();

    /// <summary>The longest data set of originals, encoded, in bytes; default 64 MiB. It is in memory several times.</summary>
    public int MaximumContentBytes { get; init; } = 64 << 20;

    /// <summary>For how many certificates originals are encrypted; default 32. On the way back each is a private key operation.</summary>
    public int MaximumRecipients { get; init; } = 32;

    /// <summary>How many items of an Encrypted Attributes Sequence are looked at; default 16. We write one.</summary>
    public int MaximumItems { get; init; } = 16;

    /// <summary>The longest PEM or passphrase file, in bytes; default 64 KiB.</summary>
    public int MaximumFileBytes { get; init; } = 64 << 10;

    /// <summary>The longest RSA key, in bits; default 16384. A longer one only takes time.</summary>
    public int MaximumKeyBits { get; init; } = 16_384;
}
