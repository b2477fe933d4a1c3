namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR SQ: items, each a data set of its own (PS3.5 7.5).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="items">The items; may be none.</param>
public sealed class DicomSequence(DicomTag tag, params DicomDataset[] items) : DicomItem(tag)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SQ;

    /// <summary>The items, in order; may be changed.</summary>
    public IList<DicomDataset> Items { get; } = [.. items];
}
