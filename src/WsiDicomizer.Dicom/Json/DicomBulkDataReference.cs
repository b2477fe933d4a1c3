using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Json;

/// <summary>A value that is not in the JSON but at a URI (PS3.18 F.2.6).</summary>
/// <param name="TagPath">Where it stands: <c>(0048,0105)[0].(0028,2000)</c>; items are counted from 0.</param>
/// <param name="Tag">The attribute.</param>
/// <param name="VR">Its VR.</param>
/// <param name="Uri">As it stands in the JSON; from an unknown origin, so it is not fetched without a check.</param>
public sealed record DicomBulkDataReference(string TagPath, DicomTag Tag, DicomVR VR, string Uri)
{
    /// <summary>The attribute with bytes that were found.</summary>
    /// <param name="source">The bytes.</param>
    /// <exception cref="DicomDataException">The VR is none of bytes.</exception>
    public DicomItem ToElement(IByteSource source) => DicomItemFactory.CreateBytes(Tag, VR, source);
}
