namespace WsiDicomizer.Deidentification.Keys;

/// <summary>A key file cannot be used. The message never holds its content.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="path">The file.</param>
public sealed class ProjectKeyException(string message, string path)
    : DeidentificationException($"{path}: {message}")
{
    /// <summary>The key file.</summary>
    public string Path { get; } = path;
}
