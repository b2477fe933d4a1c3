namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR UC (Unlimited Characters).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values, without padding.</param>
public sealed class DicomUnlimitedCharacters(DicomTag tag, params string[] values) : DicomStringElement(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.UC;
}
