using System.Text;
using System.Text.Json;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Aperio;

public class AperioAnswerKeyTests
{
    public static TheoryData<AperioVariant> Variants => Slides.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTags_AreInThatTagOfThatPage(AperioVariant variant)
    {
        var (file, key) = Slides.Write(variant);
        var tiff = new MiniTiff(file);

        var inTags = key.Entries.Where(entry => entry.Where.Contains(", tag ", StringComparison.Ordinal)).ToList();

        Assert.True(inTags.Count > 20);
        foreach (var entry in inTags)
        {
            var words = entry.Where.Split(' ', ',');
            var tag = tiff.Pages[int.Parse(words[1])][int.Parse(words[4])];
            Assert.True(Slides.Contains(tag.Value, BytesOf(entry)), $"{entry.Where} {entry.Name}");
            Assert.True(tag.Type != 2 || words[4] != "270" || tag.Text.Contains($"|{entry.Name} = {entry.Value}"));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTiles_AreInThatTile(AperioVariant variant)
    {
        var (file, key) = Slides.Write(variant);
        var tiff = new MiniTiff(file);

        var inTiles = key.Entries.Where(entry => entry.Where.Contains(", tile ", StringComparison.Ordinal)).ToList();

        Assert.Equal(variant is AperioVariant.Jp2k33003 or AperioVariant.Jp2k33005 ? 2 : 3, inTiles.Count);
        foreach (var entry in inTiles)
        {
            var words = entry.Where.Split(' ', ',');
            var tile = tiff.Tile(int.Parse(words[1]), int.Parse(words[4]));
            Assert.True(Slides.Contains(tile, BytesOf(entry)), entry.Where);
        }
    }

    [Fact]
    public void Entries_CoverEveryKindAndPlace()
    {
        var key = Slides.Write(AperioVariant.ClassicRgb).Key;

        Assert.Equal(Enum.GetValues<PlantedKind>(), key.Entries.Select(entry => entry.Kind).Distinct().Order());
        string[] names =
        [
            "file name", "ScanScope ID", "Filename", "Title", "Date", "Time", "Time Zone", "User", "Barcode", "DSR ID",
            "ImageID", "Hospital", "CustomField.PatientID", "Software", "DateTime", "Artist", "HostComputer",
            "Copyright", "COM", "Exif ImageDescription", "trailing bytes", "desc", "cprt", "date", "dc:title",
            "patient name", "barcode",
        ];
        Assert.Empty(names.Except(key.Entries.Select(entry => entry.Name)));
    }

    [Fact]
    public void Entries_BetweenStructures_AreAtThatOffset()
    {
        var (file, key) = Slides.Write(AperioVariant.ClassicRgb);

        var entry = Assert.Single(key.Entries, entry => entry.Where.StartsWith("offset ", StringComparison.Ordinal));

        var offset = int.Parse(entry.Where.Split(' ', ',')[1]);
        Assert.True(Slides.Contains(file[offset..(offset + 64)], Encoding.UTF8.GetBytes(entry.Value)));
    }

    [Fact]
    public void Write_NoIdentity_PlantsNothing()
    {
        var options = Slides.Small(AperioVariant.ClassicRgb) with { Identity = PlantedIdentity.None };

        var (file, key) = Slides.Write(options);

        Assert.Empty(key.Entries);
        var planted = Slides.Write(AperioVariant.ClassicRgb).Key.Entries
            .Where(entry => !entry.Where.Contains("pixels", StringComparison.Ordinal) && entry.Value.Length > 4);
        Assert.DoesNotContain(planted, entry => Slides.Contains(file, BytesOf(entry)));
    }

    [Fact]
    public void Json_RoundTrip_IsTheSame()
    {
        var key = Slides.Write(AperioVariant.ZeroTile).Key;

        var again = AnswerKey.FromJson(key.ToJson());

        Assert.Equal(key.ToJson(), again.ToJson());
        Assert.Equal(key.Entries, again.Entries);
        Assert.Contains("\"kind\": \"Serial\"", Encoding.UTF8.GetString(key.ToJson()), StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => AnswerKey.FromJson("null"u8));
    }

    [Fact]
    public void FromSeed_OtherSeeds_AreOtherPeople()
    {
        var people = Enumerable.Range(0, 20).Select(seed => PlantedIdentity.FromSeed((ulong)seed)).ToList();

        Assert.Equal("DOE, JANE", people[0].PatientName);
        Assert.Equal(20, people.Select(person => person.PatientID).Distinct().Count());
        Assert.Equal(people[3], PlantedIdentity.FromSeed(3));
    }

    private static byte[] BytesOf(AnswerKeyEntry entry) =>
        entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
}
