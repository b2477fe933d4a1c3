using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

public sealed class EncodingTests
{
    private const int Rounds = 60;

    // Random data sets have random UIDs, not those of the file meta information.
    private const string SomeInstance = DicomDiagnosticCodes.MediaStorageUidDiffers;

    [Fact]
    public void Open_RandomDatasetsInBigEndian_EqualTheLittleEndianOnes()
    {
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var dataset = new RandomDatasets(seed).Next();
            var bytes = RawDicom.File(
                OtherEncodings.BigEndianUid, OtherEncodings.ToBigEndian(TestFiles.Encode(dataset, explicitVR: true)));

            AssertSame(dataset, bytes, seed);
        }
    }

    [Fact]
    public void Open_RandomDatasetsDeflated_EqualThePlainOnes()
    {
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var dataset = new RandomDatasets(seed).Next();
            var deflated = OtherEncodings.Deflate(TestFiles.Encode(dataset, explicitVR: true));

            AssertSame(dataset, RawDicom.File(OtherEncodings.DeflatedUid, deflated), seed);
            AssertSame(dataset, RawDicom.File(OtherEncodings.DeflatedUid, deflated, [0]), seed);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_WithoutPreambleAndMeta_EqualsTheDatasetInAnyEncoding(bool bigEndian)
    {
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var dataset = new RandomDatasets(seed).Next()
                .AddOrUpdate(DicomTag.SOPClassUID, DicomUID.Verification).AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.1");
            var explicitBytes = TestFiles.Encode(dataset, explicitVR: true);
            byte[][] files = bigEndian
                ? [OtherEncodings.ToBigEndian(explicitBytes)]
                : [explicitBytes, TestFiles.Encode(dataset, explicitVR: false)];

            Assert.All(files, bytes => AssertSame(dataset, bytes, seed, "DCM1001", "DCM1002"));
        }
    }

    [Fact]
    public void Open_LargeBigEndianWords_AreSwappedWhereTheyAreRead()
    {
        var words = new byte[200_001 * 2];
        new Random(7).NextBytes(words);
        var little = RawDicom.Explicit(DicomTag.PixelData, "OW", words);
        var bytes = RawDicom.File(OtherEncodings.BigEndianUid, OtherEncodings.ToBigEndian(little));

        TestFiles.Read(bytes, file =>
        {
            var source = file.Dataset.GetDicomItem<DicomOtherWord>(DicomTag.PixelData).Source;
            Assert.IsNotType<MemoryByteSource>(source);
            Assert.Equal(words, SampleImages.ReadAll(source));
            for (var start = 0; start < 9; start++)
            {
                for (var length = 0; length < 9; length++)
                {
                    var part = new byte[length];
                    source.Read(start, part);
                    Assert.Equal(words[start..(start + length)], part);
                }
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(words.Length - 1, new byte[2]));
            return 0;
        });
    }

    [Fact]
    public void Open_UNInBigEndian_IsLittleEndianAsItStands()
    {
        // PS3.5 6.2.2.
        var bytes = RawDicom.File(
            OtherEncodings.BigEndianUid, [0x00, 0x28, 0x00, 0x10, (byte)'U', (byte)'N', 0, 0, 0, 0, 0, 2, 0x34, 0x12]);

        Assert.Equal(0x1234, TestFiles.Read(bytes, file => file.Dataset.GetSingleValue<ushort>(DicomTag.Rows)));
    }

    [Fact]
    public void Open_ZipBombs_AreRefusedWithTheNamesOfTheLimits()
    {
        var bomb = OtherEncodings.Deflate(RawDicom.Explicit(DicomTag.PixelData, "OB", new byte[40 << 20]));
        var file = RawDicom.File(OtherEncodings.DeflatedUid, bomb);

        AssertRefused(file, new DicomReadOptions(), "MaximumInflationRatio = 200$");
        AssertRefused(
            file,
            new DicomReadOptions { Limits = new DicomReaderLimits { MaximumInflatedBytes = 1 << 20 } },
            "MaximumInflatedBytes = 1048576$");
        Assert.Equal(40 << 20, TestFiles.Read(
            file,
            read => read.Dataset.GetDicomItem<DicomOtherByte>(DicomTag.PixelData).Source.Length,
            new DicomReaderLimits { MaximumInflationRatio = 2000 }));
    }

    [Fact]
    public void Open_DamagedDeflatedDatasets_AreRefused()
    {
        var random = new byte[5000];
        new Random(3).NextBytes(random);
        var deflated = OtherEncodings.Deflate(RawDicom.Explicit(DicomTag.ICCProfile, "OB", random));

        AssertRefused(RawDicom.File(OtherEncodings.DeflatedUid, deflated[..^1]), new DicomReadOptions(), "is cut off");
        AssertRefused(RawDicom.File(OtherEncodings.DeflatedUid, deflated[..100]), new DicomReadOptions(), "is cut off");
        AssertRefused(RawDicom.File(OtherEncodings.DeflatedUid, deflated, [1]), new DicomReadOptions(), "bytes follow the deflated");
        AssertRefused(RawDicom.File(OtherEncodings.DeflatedUid, deflated, new byte[9999], [1]), new DicomReadOptions(), "bytes follow");
        AssertRefused(RawDicom.File(OtherEncodings.DeflatedUid, [7, 7, 7]), new DicomReadOptions(), "is damaged|is cut off");
    }

    private static void AssertRefused(byte[] bytes, DicomReadOptions options, string pattern) => Assert.Matches(
        pattern,
        Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => file.Dataset.Count, options)).Message);

    private static void AssertSame(DicomDataset dataset, byte[] bytes, int seed, params string[] codes)
    {
        var (difference, found) = TestFiles.Read(bytes, file => (
            DicomDatasetComparer.FindDifference(dataset, file.Dataset),
            file.Diagnostics.Select(diagnostic => diagnostic.Code).Where(code => code != SomeInstance).ToArray()));

        Assert.True(difference is null, $"seed {seed}: {difference}");
        Assert.Equal(codes, found);
    }
}
