namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR SQ: items, each a data set of its own (PS3.5 7.5).</summary>
public sealed class DicomSequence : DicomItem
{
    /// <summary>Creates the attribute.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="items">The items; may be none.</param>
    public DicomSequence(DicomTag tag, params DicomDataset[] items)
        : this(new List<DicomDataset>(items), tag)
    {
    }

    private DicomSequence(List<DicomDataset> items, DicomTag tag)
        : base(tag)
    {
        Items = items;
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SQ;

    /// <summary>The items, in order; may be changed.</summary>
    public IList<DicomDataset> Items { get; }

    /// <summary>Makes the attribute around a list that nobody else keeps: sequences of large files are many.</summary>
    internal static DicomSequence Around(DicomTag tag, List<DicomDataset> items) => new(items, tag);
}
