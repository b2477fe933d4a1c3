using System.Text;

namespace WsiDicomizer.Dicom.Tests;

public sealed class RoundTripTests
{
    private const int Seed = 20261121;

    public static TheoryData<bool> ExplicitAndImplicit => new(true, false);

    [Fact]
    public void RandomDatasets_Generator_HasEveryVR()
    {
        var all = typeof(DicomVR).GetProperties()
            .Where(property => property.PropertyType == typeof(DicomVR))
            .Select(property => property.Name);

        Assert.Equal(all.Order(), RandomDatasets.VRs.Append("UN").Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(ExplicitAndImplicit))]
    public void WriteAndOpen_RandomDatasets_AreEqual(bool explicitVR)
    {
        var random = new RandomDatasets(Seed);
        for (var round = 0; round < 150; round++)
        {
            var dataset = random.Next();
            var bytes = RawDicom.File(
                explicitVR ? RawDicom.ExplicitUid : RawDicom.ImplicitUid, TestFiles.Encode(dataset, explicitVR));

            var difference = TestFiles.Read(bytes, file => DicomDatasetComparer.FindDifference(dataset, file.Dataset));

            Assert.True(difference is null, $"seed {Seed}, round {round}: {difference}");
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Open_UndefinedLengths_GiveTheSameDataset(bool explicitVR, bool implicitInUN)
    {
        var random = new RandomDatasets(Seed);
        for (var round = 0; round < 100; round++)
        {
            var dataset = random.Next();
            var bytes = RawDicom.File(
                explicitVR ? RawDicom.ExplicitUid : RawDicom.ImplicitUid,
                TestFiles.EncodeUndefined(dataset, explicitVR, implicitInUN));

            var difference = TestFiles.Read(bytes, file => DicomDatasetComparer.FindDifference(dataset, file.Dataset));

            Assert.True(difference is null, $"seed {Seed}, round {round}: {difference}");
        }
    }

    [Theory]
    [InlineData("UN")]
    [InlineData("OB")]
    [InlineData("LO")]
    [InlineData("FD")]
    [InlineData("SQ")]
    public void SaveAndOpen_PrivateAttributes_KeepTheirVRInExplicit(string vr)
    {
        var random = new RandomDatasets(Seed);
        var dataset = new DicomDataset
        {
            { new DicomTag(0x0009, 0x0010), "SOMEBODY" },
            random.Item(new DicomTag(0x0009, 0x1001), DicomVR.Parse(vr), depth: 2),
        };
        dataset.Add(DicomTag.SpecificCharacterSet, DicomEncoding.Utf8Term);

        var bytes = RawDicom.File(RawDicom.ExplicitUid, TestFiles.Encode(dataset, explicitVR: true));

        Assert.Null(TestFiles.Read(bytes, file => DicomDatasetComparer.FindDifference(dataset, file.Dataset)));
    }

    [Fact]
    public void Write_TextBeyond64KiBInAShortVR_IsUNAndComesBackAsItself()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.PixelSpacing, [.. Enumerable.Range(0, 20_000).Select(_ => "0.0005")] },
            { DicomTag.FrameIncrementPointer, [.. Enumerable.Range(0, 20_000).Select(value => DicomTag.FromValue((uint)value))] },
        };

        var encoded = TestFiles.Encode(dataset, explicitVR: true);
        var bytes = RawDicom.File(RawDicom.ExplicitUid, encoded);

        // (0028,0009) AT, and (0028,0030) DS behind it.
        Assert.Equal("UN", Encoding.ASCII.GetString(encoded, 4, 2));
        Assert.Equal(80_000u, BitConverter.ToUInt32(encoded, 8));
        Assert.Null(TestFiles.Read(bytes, file => DicomDatasetComparer.FindDifference(dataset, file.Dataset)));
    }

    [Fact]
    public void Write_TextBeyond64KiBOfUnknownVR_KeepsItsBytes()
    {
        var tag = new DicomTag(0x0009, 0x1001);
        var text = new string('x', 70_000);
        var bytes = RawDicom.File(
            RawDicom.ExplicitUid, TestFiles.Encode(new DicomDataset(new DicomLongString(tag, text)), explicitVR: true));

        var read = TestFiles.Read(bytes, file => file.Dataset.GetDicomItem<DicomUnknown>(tag).ToArray());

        Assert.Equal(text, Encoding.ASCII.GetString(read));
    }

    [Theory]
    [InlineData("PN", "A", "41 20")]
    [InlineData("UI", "1", "31 00")]
    [InlineData("UT", "A", "41 20")]
    public void Write_OddText_IsPaddedAsTheVRWants(string vr, string text, string expected)
    {
        var item = DicomItemFactory.CreateText(new DicomTag(0x0009, 0x1001), DicomVR.Parse(vr), text);

        var bytes = TestFiles.Encode(new DicomDataset(item), explicitVR: false);

        Assert.Equal(expected, string.Join(' ', bytes[8..].Select(value => value.ToString("X2", null))));
    }

    [Fact]
    public void Write_OddBytes_ArePaddedWithZero()
    {
        var item = new DicomOtherByte(new DicomTag(0x0009, 0x1001), [1, 2, 3]);

        Assert.Equal([4, 0, 0, 0, 1, 2, 3, 0], TestFiles.Encode(new DicomDataset(item), explicitVR: false)[4..]);
    }

    [Fact]
    public void Write_GroupLength_IsLeftOut()
    {
        var dataset = new DicomDataset
        {
            new DicomUnsignedLong(new DicomTag(0x0008, 0x0000), 1234),
            { DicomTag.PatientID, "1" },
        };

        Assert.Equal(8 + 2, TestFiles.Encode(dataset, explicitVR: false).Length);
    }

    [Fact]
    public void Write_CharacterOutsideTheSet_IsRefusedWithoutTheValue()
    {
        var plain = new DicomDataset { { DicomTag.PatientName, "Müller" } };
        var latin = new DicomDataset { { DicomTag.SpecificCharacterSet, "ISO_IR 100" }, { DicomTag.PatientName, "山田" } };
        var code = new DicomDataset { { DicomTag.SpecificCharacterSet, "ISO_IR 192" }, { DicomTag.Modality, "山" } };
        var broken = new DicomDataset { { DicomTag.SpecificCharacterSet, "ISO_IR 192" }, { DicomTag.PatientName, "\uD800" } };

        foreach (var dataset in new[] { plain, latin, code, broken })
        {
            var error = Assert.Throws<DicomDataException>(() => TestFiles.Encode(dataset, explicitVR: true));
            Assert.Matches("^.{11}: a character is not in", error.Message);
        }
    }

    [Fact]
    public void Open_UndeclaredHighBytes_ComeBackTheSame()
    {
        var name = "M\u00FCller";
        var bytes = RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(DicomTag.PatientName, "PN", name));
        var declared = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 6"),
            RawDicom.Explicit(DicomTag.PatientName, "PN", name));

        Assert.Equal(name, TestFiles.Read(bytes, file => file.Dataset.GetString(DicomTag.PatientName)));
        Assert.Equal(name, TestFiles.Read(declared, file => file.Dataset.GetString(DicomTag.PatientName)));
    }

    [Fact]
    public void Open_NestedCharacterSet_CountsInsideOnly()
    {
        var inner = RawDicom.Join(
            RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100"),
            RawDicom.Explicit(DicomTag.LongCodeValue, "UC", [0xFC, 0x20]));
        var bytes = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 192"),
            RawDicom.Explicit(DicomTag.ContainerTypeCodeSequence, "SQ", RawDicom.Item(inner)),
            RawDicom.Explicit(DicomTag.ContainerDescription, "LO", [0xC3, 0xBC]));

        var (nested, outer) = TestFiles.Read(bytes, file => (
            file.Dataset.GetSequence(DicomTag.ContainerTypeCodeSequence).Items[0].GetString(DicomTag.LongCodeValue),
            file.Dataset.GetString(DicomTag.ContainerDescription)));

        Assert.Equal(("\u00FC", "\u00FC"), (nested, outer));
    }

    [Theory]
    [InlineData("CS", " LABEL ", "LABEL")]
    [InlineData("DS", " 1.5\\ 2.5 ", "1.5\\2.5")]
    [InlineData("LO", "a\0", "a")]
    [InlineData("LO", "a\0 ", "a")]
    [InlineData("UI", "1.2\0", "1.2")]
    [InlineData("LT", "  a\\b ", "  a\\b")]
    [InlineData("PN", "  a ", "  a")]
    [InlineData("CS", "\\ ", "\\")]
    [InlineData("CS", "  ", "")]
    public void Open_PaddedText_IsTrimmedAsItsVRWants(string vr, string stored, string expected)
    {
        var tag = new DicomTag(0x0009, 0x1001);
        var bytes = RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(tag, vr, stored));

        Assert.Equal(expected, TestFiles.Read(bytes, file => file.Dataset.GetString(tag)));
    }
}
