namespace WsiDicomizer.Dicom;

/// <summary>A data set does not have what was asked of it, or a value does not fit its attribute.</summary>
public sealed class DicomDataException : DicomException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened and what was expected.</param>
    /// <param name="tag">The attribute, where there is one.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public DicomDataException(string message, DicomTag? tag = null, Exception? innerException = null)
        : base(tag is { } place ? $"{place}: {message}" : message, innerException)
    {
        Tag = tag;
    }

    /// <summary>The attribute, where there is one.</summary>
    public DicomTag? Tag { get; }
}
