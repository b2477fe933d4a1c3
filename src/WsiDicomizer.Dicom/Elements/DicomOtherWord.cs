using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>An attribute of VR OW (Other Word).</summary>
/// <param name="tag">The attribute.</param>
/// <param name="source">The bytes.</param>
public sealed class DicomOtherWord(DicomTag tag, IByteSource source) : DicomBytesElement(tag, source)
{
    /// <summary>Creates the attribute from bytes in memory.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="bytes">The bytes; not copied.</param>
    public DicomOtherWord(DicomTag tag, byte[] bytes)
        : this(tag, new MemoryByteSource(bytes))
    {
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OW;
}
