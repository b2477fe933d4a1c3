using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Tests.Tiff;

/// <summary>Damage as data: a sound file, a patch, and what the error must say.</summary>
public class TiffDamageTests
{
    private static readonly Dictionary<string, DamageCase> Cases = new()
    {
        ["no first directory"] = new(f => f.Put(4, 0, 4), @"header points to no directory", 4),
        ["first directory beyond the end"] = new(f => f.Put(4, 0x7FFFFFFF, 4), @"page 0: the pointer leads to offset 2147483647", 4),
        ["first directory inside the header"] = new(f => f.Put(4, 2, 4), @"page 0: the pointer leads to offset 2; expected .*between 8", 4),
        ["next directory beyond the end"] = new(f => f.Put(f.Page.NextPointer, 0xFFFFFFF0, 4), @"page 1: the pointer leads to offset 4294967280"),
        ["next directory at the last byte"] = new(f => f.Put(f.Page.NextPointer, (ulong)f.Bytes.Length - 1, 4), @"page 1: the pointer leads"),
        ["loop to itself"] = new(f => f.Put(f.Page.NextPointer, (ulong)f.Page.Offset, 4), @"page 1: the directory at offset \d+ is linked twice"),
        ["loop over two pages"] = new(f => f.Put(f.Second.NextPointer, (ulong)f.Page.Offset, 4), @"page 2: .* linked twice"),
        ["no entries"] = new(f => f.Put(f.Page.Offset, 0, 2), @"page 0: .* 0 entries; expected 1 to 1024"),
        ["too many entries"] = new(f => f.Put(f.Page.Offset, 0xFFFF, 2), @"page 0: .* 65535 entries; expected 1 to 1024"),
        ["entries beyond the end"] = new(f => f.Put(f.Second.Offset, 900, 2), @"page 1: a directory of 900 entries needs \d+ bytes; the file ends at \d+"),
        ["truncated in the last directory"] = new(f => f.Cut(f.Second.NextPointer + 3), @"page 1: a directory of \d+ entries needs"),
        ["truncated before the last directory"] = new(f => f.Cut(f.Second.Offset - 1), @"page 1: the pointer leads .*is the file cut off"),
        ["truncated before the first directory"] = new(f => f.Cut(f.Page.Offset - 1), @"page 0: the pointer leads .*is the file cut off"),
        ["width missing"] = new(f => f.Put(f.Page.Entries[256], 60000, 2), @"page 0: tag 256 ImageWidth is missing"),
        ["width zero"] = new(f => f.Put(f.Page.Entries[256] + 8, 0, 4), @"page 0, tag 256 ImageWidth is 0; expected 1 to 2147483647"),
        ["height negative"] = new(f => f.Put(f.Page.Entries[257] + 8, 0xFFFFFFFF, 4), @"tag 257 ImageLength is 4294967295; expected 1"),
        ["width as text"] = new(f => f.Put(f.Page.Entries[256] + 2, 2, 2), @"tag 256 ImageWidth has type 2; expected BYTE, SHORT, LONG or LONG8"),
        ["width of unknown type"] = new(f => f.Put(f.Page.Entries[256] + 2, 99, 2), @"tag 256 ImageWidth has type 99; expected"),
        ["width without a value"] = new(f => f.Put(f.Page.Entries[256] + 4, 0, 4), @"tag 256 ImageWidth has no value"),
        ["width with four thousand million values"] = new(f => f.Put(f.Page.Entries[256] + 4, 0xFFFFFFFF, 4), @"tag 256 ImageWidth says that 4294967295 elements of 4 bytes"),
        ["tile width zero"] = new(f => f.Put(f.Page.Entries[322] + 8, 0, 2), @"tag 322 TileWidth is 0"),
        ["tile width missing"] = new(f => f.Put(f.Page.Entries[322], 60000, 2), @"page 0: tag 322 TileWidth is missing"),
        ["tile offsets missing"] = new(f => f.Put(f.Page.Entries[324], 60000, 2), @"page 0: tag 324 TileOffsets is missing"),
        ["tile lengths missing"] = new(f => f.Put(f.Page.Entries[325], 60000, 2), @"page 0: tag 325 TileByteCounts is missing"),
        ["too few tile offsets"] = new(f => f.Put(f.Page.Entries[324] + 4, 5, 4), @"tag 324 TileOffsets has 5 elements; expected 12"),
        ["too few tile lengths"] = new(f => f.Put(f.Page.Entries[325] + 4, 11, 4), @"tag 325 TileByteCounts has 11 elements; expected 12"),
        ["tile offsets beyond the end"] = new(f => f.Put(f.Page.Entries[324] + 8, (ulong)f.Bytes.Length - 8, 4), @"tag 324 TileOffsets says that 12 elements of 4 bytes are at offset \d+; the file ends at"),
        ["image much larger than its tables"] = new(f => f.Put(f.Page.Entries[256] + 8, 0x7FFFFFFF, 4), @"tag 324 TileOffsets has 12 elements; expected \d+|the limit is"),
        ["tile beyond the end"] = new(f => f.Put(f.TileOffsets + (4 * 3), 0xFFFFFF00, 4), @"page 0, tile 3: expected 23 bytes at offset 4294967040; the file ends at", 0xFFFFFF00),
        ["tile longer than the file"] = new(f => f.Put(f.TileLengths + (4 * 3), 0xFFFFFF00, 4), @"page 0, tile 3: expected 4294967040 bytes"),
        ["samples of different width"] = new(f => f.Put(f.Bits, 16, 2), @"different numbers of bits", Problem: SlideProblem.Unsupported),
        ["compression absurd"] = new(f => f.Put(f.Page.Entries[259] + 2, 4, 2).Put(f.Page.Entries[259] + 8, 70000, 4), @"tag 259 Compression is 70000"),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Read_DamagedFile_SaysWhereAndWhat(string name)
    {
        var damage = Cases[name];
        var patched = damage.Patch(Patchable.Create());
        using var temporary = new TemporaryFile(patched.Bytes);
        using var file = SlideFile.Open(temporary.Path);

        var exception = Assert.Throws<SlideFormatException>(() => ReadEverything(file));

        Assert.Equal(damage.Problem, exception.Problem);
        Assert.Matches(new Regex(damage.Message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(file.Path, exception.Path);
        Assert.NotNull(exception.Offset);
        Assert.DoesNotContain(file.Path, exception.Message, StringComparison.Ordinal);
        if (damage.Offset is { } offset)
        {
            Assert.Equal(offset, exception.Offset);
        }
    }

    [Fact]
    public void Read_SoundFile_IsRead()
    {
        using var temporary = new TemporaryFile(Patchable.Create().Bytes);
        using var file = SlideFile.Open(temporary.Path);
        ReadEverything(file);
    }

    [Fact]
    public void Read_UnknownTypeInATagNobodyNeeds_IsTolerated()
    {
        var patched = Patchable.Create();
        patched.Put(patched.Page.Entries[284] + 2, 200, 2);
        using var temporary = new TemporaryFile(patched.Bytes);
        using var file = SlideFile.Open(temporary.Path);
        var entry = TiffFile.Read(file, TiffLimits.Default).Directories[0].Find(TiffTag.PlanarConfiguration)!.Value;
        Assert.Null(entry.Value);
    }

    [Fact]
    public void Read_MoreDirectoriesThanTheLimit_IsRefused()
    {
        using var temporary = new TemporaryFile(Patchable.Create().Bytes);
        using var file = SlideFile.Open(temporary.Path);
        var limits = new TiffLimits { MaxDirectories = 1 };
        var exception = Assert.Throws<SlideFormatException>(() => TiffFile.Read(file, limits));
        Assert.Matches("more directories than the limit of 1", exception.Message);
    }

    [Fact]
    public void Read_MoreTagsThanTheLimit_IsRefused()
    {
        using var temporary = new TemporaryFile(Patchable.Create().Bytes);
        using var file = SlideFile.Open(temporary.Path);
        var limits = new TiffLimits { MaxEntries = 15 };
        Assert.Matches(
            "more tags than the limit of 15", Assert.Throws<SlideFormatException>(() => TiffFile.Read(file, limits)).Message);
    }

    [Fact]
    public void ReadBytes_LongerThanTheLimit_IsRefused()
    {
        using var temporary = new TemporaryFile(Patchable.Create().Bytes);
        using var file = SlideFile.Open(temporary.Path);
        var tiff = TiffFile.Read(file, new TiffLimits { MaxValueBytes = 10 });
        Assert.Matches(
            @"is \d+ bytes long; the limit is 10",
            Assert.Throws<SlideFormatException>(() => tiff.Directories[0].ReadText(TiffTag.ImageDescription)).Message);
    }

    [Fact]
    public void ReadAllDirectories_ChildLinksBackToAPage_IsALoop()
    {
        var page = new TestPage { Tags = [TestTag.Short(256, 1)], Children = [new() { Tags = [TestTag.Short(256, 1)] }] };
        var builder = new TiffBuilder();
        builder.Pages.Add(page);
        var bytes = builder.Build();
        builder.Encode((ulong)page.Offset, 4).CopyTo(bytes, page.Entries[330] + 8);
        using var temporary = new TemporaryFile(bytes);
        using var file = SlideFile.Open(temporary.Path);
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        Assert.Matches("linked twice", Assert.Throws<SlideFormatException>(tiff.ReadAllDirectories).Message);
    }

    /// <summary>All that a format does with a file's structure.</summary>
    internal static void ReadEverything(SlideFile file)
    {
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        foreach (var directory in tiff.ReadAllDirectories())
        {
            directory.ReadText(TiffTag.ImageDescription);
            directory.ReadReal(TiffTag.XResolution);
            var segments = TiffImage.Read(directory).ReadSegments();
            for (var i = 0; i < segments.Count; i++)
            {
                segments.GetRange(i);
            }
        }
    }

    private sealed record DamageCase(
        Func<Patchable, Patchable> Patch, string Message, long? Offset = null, SlideProblem Problem = SlideProblem.Damaged);

    /// <summary>A sound file of two pages, and where its parts are.</summary>
    internal sealed class Patchable
    {
        private static readonly TiffBuilder Numbers = new();

        private Patchable(byte[] bytes, TestPage page, TestPage second)
        {
            Bytes = bytes;
            Page = page;
            Second = second;
        }

        public byte[] Bytes { get; private set; }

        public TestPage Page { get; }

        public TestPage Second { get; }

        public int TileOffsets => BitConverter.ToInt32(Bytes, Page.Entries[324] + 8);

        public int TileLengths => BitConverter.ToInt32(Bytes, Page.Entries[325] + 8);

        public int Bits => BitConverter.ToInt32(Bytes, Page.Entries[258] + 8);

        public static Patchable Create()
        {
            var page = AperioBuilder.Level(60, 40, "Aperio Image Library v11.2.1");
            var second = AperioBuilder.Strips(15, 10, 0, null);
            return new Patchable(AperioBuilder.Build([page, second]), page, second);
        }

        public Patchable Put(int position, ulong number, int width)
        {
            Numbers.Encode(number, width).CopyTo(Bytes, position);
            return this;
        }

        public Patchable Cut(int length)
        {
            Bytes = Bytes[..length];
            return this;
        }
    }
}
