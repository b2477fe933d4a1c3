using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>What is special about CZI: attachments, some of them CZI themselves, GUIDs in several places, and room that nothing uses.</summary>
public sealed class ZeissTests
{
    private const int PayloadOffset = 32;
    private const int EntriesOffset = 256;

    private static readonly byte[] EventList = "event of Jane Doe"u8.ToArray();
    private static readonly byte[] Thumbnail = MiraxBuilder.Jpeg(new byte[3 * 24 * 18], 24, 18);

    [Fact]
    public void LevelIV_OnlyTheThumbnail_StaysInTheListOfAttachments()
    {
        var builder = Sound();
        using var built = new BuiltSlide("DOE.czi", builder.Build());
        var bytes = File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV));
        var list = builder.At["attachments"] + PayloadOffset;
        Assert.Equal(1, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(list)));
        var entry = bytes.AsSpan(list + EntriesOffset, 128).ToArray();
        Assert.Equal("Thumbnail", Encoding.ASCII.GetString(entry, 48, 80).TrimEnd('\0'));
        Assert.Equal(new byte[16], entry[24..40]);
        Assert.Equal(new byte[3 * 128], bytes[(list + EntriesOffset + 128)..(list + EntriesOffset + 512)]);
        Assert.Equal(entry, bytes[(builder.At["attachment 2"] + 48)..(builder.At["attachment 2"] + 48 + 128)]);
        Assert.Equal(1, Count(bytes, Thumbnail));
        foreach (var gone in new[] { 0, 1, 3 })
        {
            Assert.Equal(0, bytes.AsSpan(builder.At[$"attachment {gone}"], PayloadOffset + EntriesOffset + builder.Attachments[gone].Data.Length).IndexOfAnyExcept((byte)0) + 1);
        }
    }

    [Fact]
    public void LevelIV_GuidsAndRoomThatNothingUses_AreZero()
    {
        var builder = Sound();
        var bytes = builder.Build();
        var places = new[]
        {
            40, 200, builder.At["directory"] + PayloadOffset + 40, builder.At["metadata"] + PayloadOffset + 40,
            builder.At["attachments"] + PayloadOffset + 40, builder.At["attachment 2"] + PayloadOffset + 6,
            builder.At["attachment 2"] + PayloadOffset + 150,
        };
        foreach (var place in places)
        {
            "Doe"u8.CopyTo(bytes.AsSpan(place));
        }

        using var built = new BuiltSlide("DOE.czi", [.. bytes, .. "left behind by Doe"u8]);
        var after = File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV));
        Assert.Equal(0, Count(after, "Doe"u8.ToArray()));
        Assert.Equal(new byte[32], after[48..80]);
        Assert.Equal(new byte[18], after[^18..]);
    }

    [Theory]
    [InlineData(AnonymizationLevel.II, 1)]
    [InlineData(AnonymizationLevel.III, 0)]
    public void Label_FromLevelII_IsNotListedAndFromLevelIIINotThere(AnonymizationLevel level, int found)
    {
        var builder = Sound();
        using var built = new BuiltSlide("DOE.czi", builder.Build());
        var path = built.Anonymize(level);
        Assert.Equal(found, Count(File.ReadAllBytes(path), builder.Attachments[0].Data));
        Assert.Equal(1, Count(File.ReadAllBytes(path), EventList));
        using var slide = SlideFormats.Open(path);
        Assert.Equal([AssociatedImageKind.Thumbnail], slide.AssociatedImages.Select(image => image.Kind));
        Assert.DoesNotContain(slide.IdentityRecords, record => record.Kind == IdentityKind.LabelImage);
    }

    [Fact]
    public void Label_Kept_SaysNothingAndHasNothingAttached()
    {
        using var built = new BuiltSlide("DOE.czi", Sound().Build());
        var path = built.Anonymize(AnonymizationLevel.IV, rules => rules with { Label = PictureRule.Keep });
        Assert.Equal(0, Count(File.ReadAllBytes(path), "Doe"u8.ToArray()));
        using var slide = SlideFormats.Open(path);
        Assert.Equal([AssociatedImageKind.Label, AssociatedImageKind.Thumbnail], slide.AssociatedImages.Select(image => image.Kind));
        Assert.Equal([1, 2, 3], slide.AssociatedImages[0].ReadPixels()[..3]);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV, Label = PictureRule.Keep }).ChangesNothing);
    }

    [Fact]
    public void LevelII_PictureOfAnUnknownName_GoesToo()
    {
        var builder = new CziBuilder { Attachments = [("Snap of Doe", "JPG", Thumbnail), ("EventList", "CZEVL", EventList)] };
        using var built = new BuiltSlide("DOE.czi", builder.Build());
        var bytes = File.ReadAllBytes(built.Anonymize(AnonymizationLevel.III));
        Assert.Equal(0, Count(bytes, Thumbnail));
        Assert.Equal(0, Count(bytes, "Doe"u8.ToArray()[..3]) - Count(bytes, "Jane Doe"u8.ToArray()));
    }

    [Fact]
    public void EventList_KeptByItsKey_Stays()
    {
        using var built = new BuiltSlide("DOE.czi", Sound().Build());
        var path = built.Anonymize(
            AnonymizationLevel.IV, rules => rules with { KeptKeys = new HashSet<string>(["EventList", "text"], StringComparer.Ordinal) });
        using var slide = SlideFormats.Open(path);
        Assert.Contains(slide.IdentityRecords, record => record.Name == "EventList");
    }

    // Label of one pixel's colour with a user and an attachment of its own; lists; thumbnail; something of nobody knows whom.
    private static CziBuilder Sound() => new()
    {
        Metadata = CziBuilder.Xml.Replace("</Metadata>", "<Information><User>Doe</User></Information></Metadata>", StringComparison.Ordinal),
        Attachments =
        [
            ("Label", "CZI", new CziBuilder
            {
                Subblocks = [TestSubblock.Flat(0, 0, 8, 8, (3, 2, 1))],
                Metadata = "<r><UserName>Doe</UserName></r>",
                Attachments = [("Notes", "TXT", "for Doe"u8.ToArray())],
            }.Build()),
            ("EventList", "CZEVL", EventList),
            ("Thumbnail", "JPG", Thumbnail),
            ("Notes of Doe", "TXT", "Doe, Jane"u8.ToArray()),
        ],
    };

    private static int Count(ReadOnlySpan<byte> bytes, byte[] piece)
    {
        var count = 0;
        for (int at; (at = bytes.IndexOf(piece)) >= 0; bytes = bytes[(at + piece.Length)..])
        {
            count++;
        }

        return count;
    }
}
