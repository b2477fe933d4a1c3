namespace WsiDicomizer.Dicom;

/// <summary>The root of everything that can go wrong with DICOM data. Never carries a value from a data set.</summary>
public abstract class DicomException : Exception
{
    private protected DicomException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
