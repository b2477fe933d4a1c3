namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR UL (Unsigned Long).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values.</param>
public sealed class DicomUnsignedLong(DicomTag tag, params uint[] values) : DicomNumberElement<uint>(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UL;
}
