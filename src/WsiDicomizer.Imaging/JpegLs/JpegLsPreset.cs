using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The numbers of an LSE segment of type 1 (ITU-T T.87 C.2.4.1.1); 0 stands for the default.</summary>
internal readonly struct JpegLsPreset(ReadOnlySpan<byte> payload)
{
    /// <summary>The greatest sample.</summary>
    public int MaxValue { get; } = BinaryPrimitives.ReadUInt16BigEndian(payload[1..]);

    /// <summary>The first threshold of gradients.</summary>
    public int Threshold1 { get; } = BinaryPrimitives.ReadUInt16BigEndian(payload[3..]);

    /// <summary>The second.</summary>
    public int Threshold2 { get; } = BinaryPrimitives.ReadUInt16BigEndian(payload[5..]);

    /// <summary>The third.</summary>
    public int Threshold3 { get; } = BinaryPrimitives.ReadUInt16BigEndian(payload[7..]);

    /// <summary>After how many samples a context's counters are halved.</summary>
    public int Reset { get; } = BinaryPrimitives.ReadUInt16BigEndian(payload[9..]);
}
