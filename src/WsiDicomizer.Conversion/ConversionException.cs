namespace WsiDicomizer.Conversion;

/// <summary>A slide cannot be converted. Says what happened and what to do; never a value from the slide.</summary>
/// <param name="message">What happened, what was expected and what to do, without the slide's path.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class ConversionException(string message, Exception? innerException = null)
    : Exception(message, innerException);
