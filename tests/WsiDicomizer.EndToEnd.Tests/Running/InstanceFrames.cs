using System.Buffers.Binary;

namespace WsiDicomizer.EndToEnd.Tests.Running;

/// <summary>Reads the frames of a Part 10 file (explicit VR little endian) without any code of the project.</summary>
internal static class InstanceFrames
{
    private static ReadOnlySpan<byte> Encapsulated =>
        [0xE0, 0x7F, 0x10, 0x00, (byte)'O', (byte)'B', 0, 0, 255, 255, 255, 255];

    private static ReadOnlySpan<byte> TrailingPadding => [0xFC, 0xFF, 0xFC, 0xFF, (byte)'O', (byte)'B', 0, 0];

    private static ReadOnlySpan<byte> PixelDataTag => [0xE0, 0x7F, 0x10, 0x00, (byte)'O'];

    /// <summary>The items after the offset table, or the one value of native pixel data.</summary>
    public static List<byte[]> Read(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        var start = file.IndexOf(Encapsulated);
        return start >= 0 ? ReadItems(file[(start + Encapsulated.Length)..]) : [ReadNative(file)];
    }

    private static List<byte[]> ReadItems(ReadOnlySpan<byte> rest)
    {
        var items = new List<byte[]>();
        while (true)
        {
            var tag = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
            if (tag == 0xE0DDFFFE)
            {
                // Nothing, or DataSetTrailingPadding, the other side of dual files.
                Assert.True(rest.Length == 8 || rest[8..].StartsWith(TrailingPadding), "there is something after the frames");
                items.RemoveAt(0);
                return items;
            }

            Assert.Equal(0xE000FFFEu, tag);
            items.Add(rest.Slice(8, length).ToArray());
            rest = rest[(8 + length)..];
        }
    }

    private static byte[] ReadNative(ReadOnlySpan<byte> file)
    {
        // Tag, VR (OB or OW), two reserved bytes, length.
        const int Header = 12;
        var start = file.LastIndexOf(PixelDataTag);
        Assert.True(start >= 0, "there is no pixel data");
        var length = BinaryPrimitives.ReadInt32LittleEndian(file[(start + 8)..]);
        return file.Slice(start + Header, length).ToArray();
    }
}
