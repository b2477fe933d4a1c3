using System.Buffers.Binary;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Walks over a file: preamble, file meta information, data set (PS3.10 7.1).</summary>
internal static class Part10Walker
{
    private const int MetaStart = 132;
    private const string MetaPlace = "file meta information";

    /// <summary>Walks over a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="syntax">The transfer syntax that the file names.</param>
    /// <param name="limits">How far it goes.</param>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public static FileLayout Walk(ByteWindow bytes, DicomTransferSyntax syntax, ConformanceLimits limits)
    {
        var layout = new FileLayout();
        if (!bytes.Peek(128, 4).SequenceEqual("DICM"u8))
        {
            layout.Add(LayoutFaultKind.Meta, "preamble", "128 bytes and the prefix DICM were expected");
            return layout;
        }

        CheckPreamble(bytes, layout);
        var group = bytes.Peek(MetaStart, 12);
        if (group.Length < 12 || !group[..8].SequenceEqual<byte>([2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0]))
        {
            layout.Add(LayoutFaultKind.Meta, MetaPlace, "FileMetaInformationGroupLength was expected as its first element");
            return layout;
        }

        var dataset = MetaStart + 12L + BinaryPrimitives.ReadUInt32LittleEndian(group[8..]);
        var next = bytes.Peek(dataset, 2);
        if (next.Length < 2 || BinaryPrimitives.ReadUInt16LittleEndian(next) <= 2)
        {
            layout.Add(LayoutFaultKind.Meta, MetaPlace, "FileMetaInformationGroupLength does not lead to the data set");
            return layout;
        }

        CheckVersion(bytes, layout);
        new ElementWalker(bytes, limits, layout).Walk(MetaStart + 12, dataset, isExplicit: true);
        if (!syntax.IsBigEndian && !syntax.IsDeflated)
        {
            new ElementWalker(bytes, limits, layout).Walk(dataset, bytes.Length, syntax.IsExplicitVR);
        }

        return layout;
    }

    // PS3.10 7.1: the preamble is for other formats (TIFF) or all zero; what else is there may be somebody's.
    private static void CheckPreamble(ByteWindow bytes, FileLayout layout)
    {
        var preamble = bytes.Peek(0, 128);
        var isTiff = preamble[..4].SequenceEqual("II*\0"u8) || preamble[..4].SequenceEqual("MM\0*"u8)
            || preamble[..4].SequenceEqual("II+\0"u8) || preamble[..4].SequenceEqual("MM\0+"u8);
        if (!isTiff && preamble.IndexOfAnyExcept((byte)0) >= 0)
        {
            layout.Add(LayoutFaultKind.Meta, "preamble", "it is neither zero nor the beginning of a TIFF file");
        }
    }

    private static void CheckVersion(ByteWindow bytes, FileLayout layout)
    {
        // (0002,0001) OB of two bytes, 00H and 01H; it follows the group length.
        var version = bytes.Peek(MetaStart + 12, 14);
        if (!version.SequenceEqual<byte>([2, 0, 1, 0, (byte)'O', (byte)'B', 0, 0, 2, 0, 0, 0, 0, 1]))
        {
            layout.Add(LayoutFaultKind.Meta, MetaPlace, "FileMetaInformationVersion of 00H and 01H was expected second");
        }
    }
}
