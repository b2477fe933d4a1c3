using System.IO.Compression;
using System.Text;
using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Formats.Mirax;

namespace WsiDicomizer.SyntheticSlides.Tests.Mirax;

public sealed class MiraxSyntheticTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<MiraxVariant> Variants => [.. Enum.GetValues<MiraxVariant>()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_Twice_GivesTheSameBytes(MiraxVariant variant)
    {
        Write("a", variant);
        Write("b", variant);

        var names = Directory.GetFiles(Path.Combine(_folder.FullName, "a"), "*", SearchOption.AllDirectories);
        Assert.True(names.Length >= 6);
        Assert.All(names, name => Assert.Equal(
            File.ReadAllBytes(name), File.ReadAllBytes(name.Replace($"{Path.DirectorySeparatorChar}a{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}b{Path.DirectorySeparatorChar}", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_ThatAreBytes_AreInTheFiles(MiraxVariant variant)
    {
        var key = Write("a", variant);
        var files = Directory.GetFiles(Path.Combine(_folder.FullName, "a"), "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(AnswerKey.FileExtension, StringComparison.Ordinal)).Select(File.ReadAllBytes).ToList();

        foreach (var entry in key.Entries.Where(entry => !entry.Where.EndsWith("pixels", StringComparison.Ordinal) && !entry.Where.EndsWith("name", StringComparison.Ordinal)))
        {
            var bytes = entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
            Assert.Contains(files, file => file.AsSpan().IndexOf(bytes) >= 0);
        }
    }

    [Fact]
    public void Write_WithoutIdentity_PlantsOnlyTheSlidesOwnNumber()
    {
        var key = Write("a", MiraxVariant.Jpeg, PlantedIdentity.None);

        Assert.NotEmpty(key.Entries);
        Assert.All(key.Entries, entry => Assert.Equal("SLIDE_ID", entry.Name));
    }

    [Fact]
    public void Write_WithAnotherSuffix_Throws() => Assert.Throws<ArgumentException>(
        () => MiraxSyntheticSlide.Write(Path.Combine(_folder.FullName, "a.svs"), new MiraxSyntheticOptions()));

    [Theory]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(65_535)]
    [InlineData(0)]
    public void StoredZlib_IsReadByTheLibrary(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(index => (byte)(index * 7)).ToArray();
        using var zlib = new ZLibStream(new MemoryStream(StoredZlib.Encode(bytes)), CompressionMode.Decompress);
        var read = new MemoryStream();

        zlib.CopyTo(read);

        Assert.Equal(bytes, read.ToArray());
    }

    [Fact]
    public void PngAndBitmap_AreReadByTheDecoders()
    {
        var rgb = Enumerable.Range(0, 3 * 37 * 23).Select(index => (byte)((index * 31) ^ (index >> 3))).ToArray();
        using var bitmap = new BmpCodec(BmpLimits.Default);

        Assert.Equal(rgb, PngDecoder.Decode(new PngTileEncoder().Encode(rgb, 37, 23), PngLimits.Default).Samples);
        Assert.Equal(rgb, bitmap.Decode(new BitmapTileEncoder().Encode(rgb, 37, 23)).Samples);
    }

    private AnswerKey Write(string folder, MiraxVariant variant, PlantedIdentity? identity = null)
    {
        var path = Path.Combine(_folder.FullName, folder, "slide.mrxs");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return MiraxSyntheticSlide.Write(
            path, new MiraxSyntheticOptions { Variant = variant, Size = new PixelSize(300, 200), Identity = identity });
    }
}
