using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Preamble, prefix and file meta information as they are written (PS3.10 7.1).</summary>
internal static class Part10Header
{
    /// <summary>The preamble and the prefix.</summary>
    public const int PrefixEnd = 132;

    /// <summary>The four letters after the preamble.</summary>
    public static ReadOnlySpan<byte> Prefix => "DICM"u8;

    /// <summary>Writes a preamble of zeros, prefix and group 0002.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="meta">The meta information.</param>
    public static void Write(Stream stream, DicomFileMetaInformation meta)
    {
        stream.Write(new byte[DicomFrameFileOptions.PreambleBytes]);
        stream.Write(Prefix);
        var group = new MemoryStream();
        DicomDatasetWriter.Write(group, meta.ToDataset(), explicitVR: true);
        Span<byte> groupLength = [0x02, 0x00, 0x00, 0x00, (byte)'U', (byte)'L', 0x04, 0x00, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(groupLength[8..], (uint)group.Length);
        stream.Write(groupLength);
        group.WriteTo(stream);
    }
}
