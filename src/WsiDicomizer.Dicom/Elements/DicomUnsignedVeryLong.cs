namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR UV (Unsigned Very Long).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomUnsignedVeryLong(DicomTag tag, params ulong[] values) : DicomNumberElement<ulong>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UV;
}
