namespace WsiDicomizer.InPlace;

/// <summary>A slide is refused, or what was written is not what it must be; says what to do, never a value or a path.</summary>
public sealed class AnonymizationException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened, what was expected and what to do.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public AnonymizationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
