namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>An instance cannot get its originals back. The message never holds a value of it.</summary>
/// <param name="message">What happened, what was expected and what to do.</param>
public sealed class ReidentificationException(string message) : DeidentificationException(message);
