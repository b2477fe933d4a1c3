using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Hostile;

/// <summary>DICOM files that ask for too much are refused, with the limit or the fault in the message.</summary>
public sealed class DicomTests : IDisposable
{
    private const int Deep = 100_000;
    private const uint Undefined = uint.MaxValue;
    private static readonly byte[] ItemTag = [0xFE, 0xFF, 0x00, 0xE0];
    private readonly ScratchFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_SequencesOfUndefinedLengthNested100000Deep_IsRefusedByMaximumDepth(bool isExplicit)
    {
        byte[] level = isExplicit
            ? [0x40, 0x00, 0x60, 0x05, .. "SQ"u8, 0, 0, .. DicomFiles.UInt32(Undefined), .. ItemTag, .. DicomFiles.UInt32(Undefined)]
            : [0x40, 0x00, 0x60, 0x05, .. DicomFiles.UInt32(Undefined), .. ItemTag, .. DicomFiles.UInt32(Undefined)];

        Refuse("MaximumDepth", Syntax(isExplicit), Repeat(level, Deep));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_SequencesOfDefinedLengthNested100000Deep_IsRefusedByMaximumDepth(bool isExplicit) =>
        Refuse("MaximumDepth", Syntax(isExplicit), NestedWithLengths(isExplicit, "SQ", Deep));

    [Fact]
    public void Open_UnknownOfUndefinedLengthNested100000Deep_IsRefusedByMaximumDepth()
    {
        byte[] first = [0x09, 0x00, 0x01, 0x10, .. "UN"u8, 0, 0, .. DicomFiles.UInt32(Undefined), .. ItemTag, .. DicomFiles.UInt32(Undefined)];
        byte[] level = [0x40, 0x00, 0x60, 0x05, .. DicomFiles.UInt32(Undefined), .. ItemTag, .. DicomFiles.UInt32(Undefined)];

        Refuse("MaximumDepth", DicomTransferSyntax.ExplicitVRLittleEndian, [.. first, .. Repeat(level, Deep)]);
    }

    [Fact]
    public void OpenAndDeidentify_UnknownOfDefinedLengthWithSequencesNested100000Deep_LosesItOrIsRefused()
    {
        var nested = NestedWithLengths(isExplicit: false, "SQ", Deep);
        byte[] content = [.. ItemTag, .. DicomFiles.UInt32((uint)nested.Length), .. nested];
        var path = _file.Write(DicomFiles.File(
            DicomTransferSyntax.ExplicitVRLittleEndian,
            [0x40, 0x00, 0x60, 0x05, .. "UN"u8, 0, 0, .. DicomFiles.UInt32((uint)content.Length), .. content]));
        var profiles = new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles"));
        var engine = new DeidentificationEngine(ResolvedProfile.Resolve(profiles.Load("level-iv")), new ProjectKey(new byte[32]));

        var exception = Record.Exception(() =>
        {
            using var file = DicomFile.Open(path);
            var output = engine.Deidentify(file.Dataset).Dataset;
            Assert.False(
                output.TryGetSequence(DicomTag.SpecimenDescriptionSequence, out var sequence)
                && sequence.Items is [{ Count: > 0 }],
                "what nobody could read is not in the output");
        });

        Assert.True(exception is null or DicomException or DeidentificationException, exception?.ToString());
    }

    [Theory]
    [InlineData(0xFFFFFFFEu)]
    [InlineData(0x80000000u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(100u)]
    public void Open_ElementLongerThanTheFile_IsRefusedWithItsTag(uint length) =>
        Refuse(
            @"\(0042,0011\).*longer|longer.*\(0042,0011\)",
            DicomTransferSyntax.ExplicitVRLittleEndian,
            [0x42, 0x00, 0x11, 0x00, .. "OB"u8, 0, 0, .. DicomFiles.UInt32(length), 1, 2]);

    [Theory]
    [InlineData(0xFFFFFFFEu)]
    [InlineData(100u)]
    public void Open_ItemLongerThanItsSequence_IsRefused(uint length) =>
        Refuse(
            "longer than what encloses it",
            DicomTransferSyntax.ImplicitVRLittleEndian,
            [0x40, 0x00, 0x60, 0x05, .. DicomFiles.UInt32(8), .. ItemTag, .. DicomFiles.UInt32(length), 0, 0]);

    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0xFFFFFFFCu)]
    [InlineData(400u)]
    public void Open_OffsetTableLongerThanTheFile_IsRefused(uint length) =>
        Refuse(
            "longer than|undefined length|multiple of 4",
            DicomTransferSyntax.JPEGProcess1,
            [0xE0, 0x7F, 0x10, 0x00, .. "OB"u8, 0, 0, .. DicomFiles.UInt32(Undefined), .. ItemTag, .. DicomFiles.UInt32(length), 0, 0, 0, 0]);

    [Theory]
    [InlineData("4294967295")]
    [InlineData("2147483647")]
    [InlineData("1000000")]
    [InlineData("-1")]
    [InlineData("0")]
    public void CreatePixelData_MoreFramesThanFragments_IsRefusedWithTheAttribute(string frames)
    {
        var dataset = DicomFiles.Image(1).AddOrUpdate(new DicomIntegerString(DicomTag.NumberOfFrames, frames));
        dataset.Add(new DicomFragmentSequence(
            DicomTag.PixelData, [], [new MemoryByteSource(new byte[4])], [0]));

        Refusal.Of<DicomException>(@"NumberOfFrames|\(0028,0008\)", () => DicomPixelData.Create(dataset));
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("4294967295")]
    public void CreatePixelData_NativeFramesBeyondTheValue_IsRefused(string frames)
    {
        var dataset = DicomFiles.Image(1)
            .AddOrUpdate(DicomTag.Rows, ushort.MaxValue)
            .AddOrUpdate(DicomTag.Columns, ushort.MaxValue)
            .AddOrUpdate(DicomTag.SamplesPerPixel, ushort.MaxValue)
            .AddOrUpdate(DicomTag.BitsAllocated, ushort.MaxValue)
            .AddOrUpdate(new DicomIntegerString(DicomTag.NumberOfFrames, frames));
        dataset.Add(new DicomOtherByte(DicomTag.PixelData, new byte[4]));

        Refusal.Of<DicomException>(@"frame|\(0028,0008\)", () => DicomPixelData.Create(dataset));
    }

    [Fact]
    public void Open_MoreItemsThanTheLimit_IsRefusedByMaximumItems()
    {
        var path = _file.Write(DicomFiles.File(
            DicomTransferSyntax.ImplicitVRLittleEndian,
            [0x40, 0x00, 0x60, 0x05, .. DicomFiles.UInt32(Undefined), .. Repeat([.. ItemTag, 0, 0, 0, 0], 2000)]));

        Refusal.Of<DicomException>(
            "MaximumItems", () => DicomFile.Open(path, new DicomReaderLimits { MaximumItems = 1000 }));
    }

    [Fact]
    public void Open_TextOfManyValues_IsRefusedByMaximumTextValues()
    {
        byte[] value = [.. Enumerable.Repeat((byte)'\\', 2_000_000)];

        Refuse(
            "MaximumTextValues",
            DicomTransferSyntax.ExplicitVRLittleEndian,
            [0x08, 0x00, 0x19, 0x01, .. "UC"u8, 0, 0, .. DicomFiles.UInt32((uint)value.Length), .. value]);
    }

    [Fact]
    public void Open_MetaInformationOf4Gigabytes_IsToldAndWhereStrictRefused()
    {
        var bytes = DicomFiles.File(DicomTransferSyntax.ExplicitVRLittleEndian, []);
        bytes.AsSpan(140, 4).Fill(0xFF);
        var path = _file.Write(bytes);

        using (var file = DicomFile.Open(path))
        {
            Assert.Contains(file.Diagnostics, one => one.Code == DicomDiagnosticCodes.WrongMetaGroupLength);
        }

        Refusal.Of<DicomException>(
            "FileMetaInformationGroupLength",
            () => DicomFile.Open(path, new DicomReadOptions { ValidationMode = ValidationMode.Raise }));
    }

    private static DicomTransferSyntax Syntax(bool isExplicit) =>
        isExplicit ? DicomTransferSyntax.ExplicitVRLittleEndian : DicomTransferSyntax.ImplicitVRLittleEndian;

    private void Refuse(string reason, DicomTransferSyntax syntax, byte[] dataset) =>
        Refusal.Of<DicomException>(
            reason, () => DicomFile.Open(_file.Write(DicomFiles.File(syntax, dataset))).Dispose(), dataset.Length);

    private static byte[] Repeat(byte[] level, int count) => [.. Enumerable.Repeat(level, count).SelectMany(bytes => bytes)];

    // Every length tells the truth: written from the outside in, since the sizes are known.
    private static byte[] NestedWithLengths(bool isExplicit, string vr, int depth)
    {
        var headerLength = isExplicit ? 12 : 8;
        var bytes = new byte[depth * (headerLength + 8)];
        for (var level = 0; level < depth; level++)
        {
            var at = level * (headerLength + 8);
            var rest = (uint)(bytes.Length - at - headerLength);
            byte[] header = isExplicit
                ? [0x40, 0x00, 0x60, 0x05, (byte)vr[0], (byte)vr[1], 0, 0, .. DicomFiles.UInt32(rest)]
                : [0x40, 0x00, 0x60, 0x05, .. DicomFiles.UInt32(rest)];
            header.CopyTo(bytes, at);
            ItemTag.CopyTo(bytes, at + headerLength);
            DicomFiles.UInt32(rest - 8).CopyTo(bytes, at + headerLength + 4);
        }

        return bytes;
    }
}
