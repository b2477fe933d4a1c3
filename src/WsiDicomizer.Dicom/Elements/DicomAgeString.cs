namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR AS (Age String).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="values">The values, without padding.</param>
public sealed class DicomAgeString(DicomTag tag, params string[] values) : DicomStringElement(tag, values)
{
    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.AS;
}
