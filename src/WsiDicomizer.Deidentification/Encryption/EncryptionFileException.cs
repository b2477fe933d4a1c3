namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>A certificate, private key or passphrase file cannot be used. The message never holds its content.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="path">The file.</param>
public sealed class EncryptionFileException(string message, string path)
    : DeidentificationException($"{path}: {message}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
