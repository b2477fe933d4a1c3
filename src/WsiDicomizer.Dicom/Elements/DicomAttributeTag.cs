namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR AT (Attribute Tag).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomAttributeTag(DicomTag tag, params DicomTag[] values) : DicomNumberElement<DicomTag>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.AT;
}
