using System.Text;
using WsiDicomizer.Cli.Demo;
using WsiDicomizer.Cli.Tests.Fakes;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Tests.Demo;

public sealed class LeakSearchTests : IDisposable
{
    private const string Value = "Lindqvist_4711";
    private const int Chunk = 1 << 20;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]> Plants() => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Value) },
        { "UTF-8", Encoding.UTF8.GetBytes(Value.ToUpperInvariant()) },
        { "UTF-8", Encoding.UTF8.GetBytes("lINDQVIST_4711") },
        { "UTF-8", Encoding.UTF8.GetBytes("LINDQVIST^4711") },
        { "UTF-16", Encoding.Unicode.GetBytes(Value) },
        { "UTF-16", Encoding.Unicode.GetBytes(Value.ToLowerInvariant()) },
        { "UTF-16", Encoding.BigEndianUnicode.GetBytes(Value) },
        { "Base64", Base64(Value) },
        { "Base64", Base64("x" + Value + "yz") },
        { "Base64", Base64("xy" + Value + "z") },
        { "Base64", Base64(Value.ToUpperInvariant()) },
        { "Base64", Base64("\"" + Value.ToLowerInvariant() + "\"") },
    };

    [Theory]
    [MemberData(nameof(Plants))]
    public void Search_PlantInAnyEncoding_IsFoundAtItsPlace(string form, byte[] plant)
    {
        Write("a/x.dcm", 1000, plant);

        var find = Assert.Single(Search(Value).Finds);

        Assert.Equal(form, find.Form);
        Assert.StartsWith($"{Path.Combine("a", "x.dcm")}, byte 100", find.Place, StringComparison.Ordinal);
        Assert.DoesNotContain("Lindqvist", find.Place, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Chunk - 5)]
    [InlineData(Chunk)]
    [InlineData((2 * Chunk) - 1)]
    [InlineData((2 * Chunk) + 100)]
    public void Search_PlantAcrossChunks_IsFoundOnce(int offset)
    {
        Write("x", offset, Encoding.UTF8.GetBytes(Value));

        Assert.Equal($"x, byte {offset}", Assert.Single(Search(Value).Finds).Place);
    }

    [Fact]
    public void Search_PlantAtTheVeryEnd_IsFound()
    {
        File.WriteAllBytes(_folder["x"], [.. new byte[77], .. Encoding.UTF8.GetBytes(Value)]);

        Assert.Equal("x, byte 77", Assert.Single(Search(Value).Finds).Place);
    }

    [Fact]
    public void Search_PlantInAName_IsFoundAndTheNameIsNotTold()
    {
        _folder.Write($"sub/{Value}.dcm", Value);

        var report = Search(Value);

        Assert.Equal(2, report.Finds.Count);
        Assert.All(report.Finds, find => Assert.DoesNotContain("lindqvist", find.Place, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Search_PlantInAFoldersName_IsFound()
    {
        _folder.Write($"{Value}/x.dcm");

        Assert.Contains(Search(Value).Finds, find => find.Place.StartsWith("name of", StringComparison.Ordinal));
    }

    [Fact]
    public void Search_CleanFolder_IsCleanAndCounted()
    {
        _folder.Write("a/x", "Lindqvist 4712");
        _folder.Write("y", "12345");

        var report = Search(Value);

        Assert.True(report.IsClean);
        Assert.Equal((2, 19L, 3), (report.Files, report.Bytes, report.Names));
        Assert.Empty(report.NotSearched);
    }

    [Fact]
    public void Search_NumberInsideALongNumber_IsChance()
    {
        _folder.Write("x", "2.25.33095915812345678901234567890123456789");

        Assert.True(Search("09:59:15", PlantedKind.Time).IsClean);
    }

    [Theory]
    [InlineData("TM095915 ")]
    [InlineData("20231229095915")]
    [InlineData("1.2.3.095915.7")]
    public void Search_NumberByItself_IsFound(string text)
    {
        _folder.Write("x", text);

        Assert.False(Search("09:59:15", PlantedKind.Time).IsClean);
    }

    [Theory]
    [InlineData(@"ORIGINAL\PRIMARY\LABEL\NONE", true)]
    [InlineData(@"ORIGINAL\PRIMARY\OVERVIEW\NONE ", true)]
    [InlineData(@"ORIGINAL\PRIMARY\VOLUME\NONE", false)]
    [InlineData(@"DERIVED\PRIMARY\THUMBNAIL\RESAMPLED", false)]
    public void Search_ImageType_TellsPicturesOfLabelAndGlass(string imageType, bool expected)
    {
        byte[] element = [8, 0, 8, 0, (byte)'C', (byte)'S', (byte)imageType.Length, 0];
        Write("x.dcm", 200, [.. element, .. Encoding.ASCII.GetBytes(imageType), 8, 0, 22, 0]);

        var report = Search(Value);

        Assert.Equal(expected, !report.IsClean);
        Assert.Equal(expected ? ["x.dcm"] : [], report.ForbiddenPictures);
    }

    [Fact]
    public void Search_ShortValue_IsToldAsNotSearched() => Assert.Equal([0], Search("Doe").NotSearched);

    private static byte[] Base64(string text) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private LeakReport Search(string value, PlantedKind kind = PlantedKind.Person) =>
        new LeakSearch([new AnswerKeyEntry { Kind = kind, Value = value, Name = "n", Where = "w" }])
            .Search(_folder.Path, CancellationToken.None);

    private void Write(string relative, int offset, byte[] plant)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[relative])!);
        var random = new Random(20261121);
        var bytes = new byte[offset + plant.Length + 500];
        random.NextBytes(bytes);
        plant.CopyTo(bytes, offset);
        File.WriteAllBytes(_folder[relative], bytes);
    }
}
