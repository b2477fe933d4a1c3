using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.InPlace.Tests.Running;

namespace WsiDicomizer.InPlace.Tests.Formats;

public sealed class PlainJpegTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Fact]
    public void Anonymize_SmallPictureInExif_IsGone()
    {
        // Exif 2.32 4.5.3: the second directory has offset and length of a small JPEG (513, 514).
        var small = new byte[40];
        "DOE, JANE S24-0815"u8.CopyTo(small.AsSpan(4));
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 0, 0, 14, 0, 0, 0, 2, 0, 1, 2, 4, 0, 1, 0, 0, 0, 44, 0, 0, 0, 2, 2, 4, 0, 1, 0, 0, 0, 40, 0, 0, 0,
            0, 0, 0, 0, .. small,
        ];
        Assert.Equal(44 + small.Length, tiff.Length);
        byte[] payload = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(payload.Length + 2));
        var jpeg = File.ReadAllBytes(variants.Get("plain-image", "jpeg").Path);
        using var built = new BuiltSlide("a.jpg", [.. jpeg[..2], 0xFF, 0xE1, .. length, .. payload, .. jpeg[2..]]);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV)));
        Assert.DoesNotContain("DOE", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Anonymize_BytesBehindTheEnd_AreGone()
    {
        var jpeg = File.ReadAllBytes(variants.Get("plain-image", "jpeg").Path);
        using var built = new BuiltSlide("a.jpg", [.. jpeg, .. "DOE, JANE"u8]);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV)));
        Assert.DoesNotContain("DOE", text, StringComparison.Ordinal);
    }
}
