using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Walks over a file: preamble, file meta information, data set (PS3.10 7.1).</summary>
internal static class Part10Walker
{
    private const int MetaStart = 132;
    private const string MetaPlace = "file meta information";

    /// <summary>Walks over a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">How far it goes.</param>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public static FileLayout Walk(ByteWindow bytes, ConformanceLimits limits)
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

        // What is deflated or big endian is left to the reader.
        if (ReadSyntax(bytes, MetaStart + 12, dataset) is { IsBigEndian: false, IsDeflated: false } syntax)
        {
            new ElementWalker(bytes, limits, layout).Walk(dataset, bytes.Length, syntax.IsExplicitVR);
        }

        return layout;
    }

    private static DicomTransferSyntax? ReadSyntax(ByteWindow bytes, long offset, long end)
    {
        while (offset < end)
        {
            var header = bytes.Peek(offset, 12);
            if (header.Length < 12)
            {
                break;
            }

            // Of group 2 only OB has a long length.
            var isLong = header[4] == 'O';
            var start = isLong ? offset + 12 : offset + 8;
            var length = isLong
                ? BinaryPrimitives.ReadUInt32LittleEndian(header[8..])
                : BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
            if (header[..4].SequenceEqual<byte>([2, 0, 0x10, 0]) && length <= 64)
            {
                return DicomTransferSyntax.Lookup(Encoding.ASCII.GetString(bytes.Peek(start, (int)length)).TrimEnd('\0', ' '));
            }

            offset = start + length;
        }

        return null;
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
