namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>A crosswalk cannot be written where it was asked for. Nothing was done.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="path">The file or folder.</param>
public sealed class CrosswalkException(string message, string path) : DeidentificationException($"{path}: {message}")
{
    /// <summary>The file or folder, as it was named.</summary>
    public string Path { get; } = path;
}
