using System.Buffers.Binary;
using System.Security.Cryptography;
using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Tests.Bmp;

public class BmpCodecTests
{
    // 7 × 5, written by Pillow, and the digest of its samples.
    private const string Pillow =
        "Qk2uAAAAAAAAADYAAAAoAAAABwAAAAUAAAABABgAAAAAAHgAAADEDgAAxA4AAAAAAAAAAAAAuGocyXst2ow+651P/K5g/K5g"
        + "Db9xAAAAo1wVs2wlw3w104xF45xV86xl8qtkAAAAjk4OnV0drGwsu3s7yopK2ZlZ6KhoAAAAeUAHh04VlVwjo2oxsXg/v4ZN"
        + "zZRbAAAAZDIAcT8Nfkwai1knmGY0pXNBsoBOAAAA";

    private const string PillowDigest = "915dbf6cafa8f663c829a1bf65c0dc04c33a314a74b2b7d8d376c24bd561bb9a";

    public static TheoryData<string, int, int, CodecProblem, string> Faults => new()
    {
        { "letters", 0, 0x58, CodecProblem.Damaged, "BM" },
        { "header", 14, 12, CodecProblem.Unsupported, "40 bytes or more" },
        { "columns", 18, 0, CodecProblem.Damaged, "column" },
        { "negative columns", 18, -7, CodecProblem.Damaged, "column" },
        { "rows", 22, 0, CodecProblem.Damaged, "row" },
        { "all rows", 22, int.MinValue, CodecProblem.Damaged, "row" },
        { "depth", 28, 16, CodecProblem.Unsupported, "8 or 24 bits" },
        { "compression", 30, 1, CodecProblem.Unsupported, "no compression" },
        { "pixels inside the header", 10, 53, CodecProblem.Damaged, "behind the headers" },
        { "negative pixels", 10, -1, CodecProblem.Damaged, "behind the headers" },
        { "more columns than there are", 18, 9, CodecProblem.Truncated, "all rows" },
        { "more rows than there are", 22, 6, CodecProblem.Truncated, "all rows" },
        { "huge", 18, 30_000_000, CodecProblem.LimitExceeded, "more pixels" },
        { "pixels beyond the end", 10, int.MaxValue, CodecProblem.Truncated, "all rows" },
    };

    [Fact]
    public void Decode_OfPillowsBitmap_GivesPillowsSamples()
    {
        var image = Decode(Convert.FromBase64String(Pillow));

        Assert.Equal(new PixelSize(7, 5), image.Size);
        Assert.Equal(3, image.SamplesPerPixel);
        Assert.Equal(PillowDigest, Convert.ToHexStringLower(SHA256.HashData(image.Samples)));
    }

    [Fact]
    public void Decode_OfTopDown_GivesTheRowsInTheirOrder()
    {
        var upsideDown = Decode(Convert.FromBase64String(Pillow)).Samples;
        var image = Decode(Set(22, -5));

        Assert.Equal(upsideDown.Chunk(21).Reverse().SelectMany(row => row), image.Samples);
    }

    [Fact]
    public void Decode_WithoutThePaddingOfTheLastRow_IsRead() =>
        Assert.Equal(new PixelSize(7, 5), Decode(Convert.FromBase64String(Pillow)[..^3]).Size);

    [Fact]
    public void Decode_OfAPalette_LooksItUp()
    {
        var image = Decode(WithPalette(index: 1));

        Assert.Equal([0x33, 0x22, 0x11, 0x66, 0x55, 0x44], image.Samples);
    }

    [Fact]
    public void Decode_BeyondThePalette_IsRefused()
    {
        var exception = Assert.Throws<CodecException>(() => Decode(WithPalette(index: 2)));

        Assert.Contains("indices into the palette", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Decode_OfWhatIsNotSupportedOrWrong_SaysSo(string fault, int offset, int value, CodecProblem problem, string message)
    {
        var exception = Assert.Throws<CodecException>(() => Decode(Set(offset, value)));

        Assert.True(exception.Message.Contains(message, StringComparison.Ordinal), $"{fault}: {exception.Message}");
        Assert.Equal(problem, exception.Problem);
    }

    [Fact]
    public void Decode_CutAtEveryByte_IsRefused()
    {
        var stream = Convert.FromBase64String(Pillow);
        for (var length = 0; length < stream.Length - 3; length++)
        {
            var exception = Assert.Throws<CodecException>(() => Decode(stream[..length]));
            Assert.Contains("expected", exception.Message, StringComparison.Ordinal);
        }
    }

    private static DecodedImage Decode(byte[] stream)
    {
        using var codec = new BmpCodec(BmpLimits.Default);
        return codec.Decode(stream);
    }

    private static byte[] Set(int offset, int value)
    {
        var stream = Convert.FromBase64String(Pillow);
        if (offset is 28)
        {
            BinaryPrimitives.WriteInt16LittleEndian(stream.AsSpan(offset), (short)value);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(stream.AsSpan(offset), value);
        }

        return stream;
    }

    // Two columns, one row, a palette of two.
    private static byte[] WithPalette(byte index)
    {
        byte[] stream =
        [
            .. "BM"u8, 66, 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 8, 0,
            .. new byte[16], 2, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0, 0x44, 0x55, 0x66, 0, 0, index, 0, 0,
        ];
        return stream;
    }
}
