namespace WsiDicomizer.Imaging;

/// <summary>A native library is not on this machine, or too old. The message names the package to install.</summary>
public class NativeLibraryMissingException : CodecException
{
    /// <summary>Creates the error.</summary>
    /// <param name="library">The library, e.g. <c>libturbojpeg</c>.</param>
    /// <param name="message">What is missing and how to install it.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public NativeLibraryMissingException(string library, string message, Exception? innerException = null)
        : base(CodecProblem.LibraryMissing, message, offset: null, innerException)
    {
        Library = library;
    }
}
