namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR LT (Long Text).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values, without padding.</param>
public sealed class DicomLongText(DicomTag tag, params string[] values) : DicomStringElement(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.LT;
}
