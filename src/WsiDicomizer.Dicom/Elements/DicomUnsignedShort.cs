namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR US (Unsigned Short).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomUnsignedShort(DicomTag tag, params ushort[] values) : DicomNumberElement<ushort>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.US;
}
