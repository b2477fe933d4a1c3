namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR SS (Signed Short).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomSignedShort(DicomTag tag, params short[] values) : DicomNumberElement<short>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.SS;
}
