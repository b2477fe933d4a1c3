namespace WsiDicomizer.Dicom;

/// <summary>One entry of a data set: an element with values, a sequence, or encapsulated pixel data.</summary>
public abstract class DicomItem
{
    private protected DicomItem(DicomTag tag)
    {
        Tag = tag;
    }

    /// <summary>The attribute.</summary>
    public DicomTag Tag { get; }

    /// <summary>How the values are encoded.</summary>
    public abstract DicomVR ValueRepresentation { get; }

    /// <summary>Tag and VR, never a value.</summary>
    public override string ToString() => $"{Tag} {ValueRepresentation}";
}
