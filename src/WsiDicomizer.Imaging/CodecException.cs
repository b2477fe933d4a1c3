namespace WsiDicomizer.Imaging;

/// <summary>Compressed bytes cannot be read or written. Says where and what was expected; never a value from the bytes.</summary>
public class CodecException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="problem">Which kind it is.</param>
    /// <param name="message">What happened, where and what was expected.</param>
    /// <param name="offset">Where in the bytes, if there is a place.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public CodecException(
        CodecProblem problem, string message, long? offset = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Problem = problem;
        Offset = offset;
    }

    /// <summary>Truncated, damaged, unsupported, too large, or without its library.</summary>
    public CodecProblem Problem { get; }

    /// <summary>Bytes from the start of what was given, if there is a place.</summary>
    public long? Offset { get; }

    /// <summary>The native library that reported it, e.g. <c>libturbojpeg</c>, or null.</summary>
    public string? Library { get; init; }

    /// <summary>The library's own error code, or null.</summary>
    public int? NativeCode { get; init; }
}
