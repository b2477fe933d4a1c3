using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Text;

public class DescriptorCleanerTests
{
    private static readonly DicomDataset Subject = new()
    {
        new DicomPersonName(DicomTag.PatientName, "Müller-Lüdenscheidt^Jane^A"),
        new DicomLongString(DicomTag.PatientID, "P77"),
        new DicomShortString(DicomTag.AccessionNumber, "AB 12-9"),
        new DicomLongString(DicomTag.InstitutionName, "Utopia University Hospital"),
        new DicomPersonName(DicomTag.OperatorsName, "HOUSE^GREGORY"),
        new DicomSequence(DicomTag.SpecimenDescriptionSequence, new DicomDataset
        {
            new DicomLongString(DicomTag.SpecimenIdentifier, "B4x"),
            new DicomPersonName(DicomTag.PersonName, "Ng^Li"),
        }),
    };

    [Theory]
    [InlineData("Skin biopsy")]
    [InlineData("Hematoxylin and eosin stain")]
    [InlineData("HE, 40x, NA 0.75")]
    [InlineData("CD3/CD20 double stain, 1:100 dilution, 1:50")]
    [InlineData("AE1/AE3; Ki-67; HER2-IHC; PD-L1 22C3")]
    [InlineData("0.2525 um/pixel, 2.5 x 3.1 mm")]
    [InlineData("2 sets, 3 sections, 4 margins, 1 of 2")]
    [InlineData("WHO 2021 grade II, pT2 N0")]
    [InlineData("University hospital slide of the department of pathology")]
    public void Clean_HarmlessText_Survives(string text) => Assert.Equal(text, Clean(text));

    [Theory]
    [InlineData("Skin of Jane", "Skin of ***")]
    [InlineData("Skin of JANE's arm", "Skin of ***'s arm")]
    [InlineData("MULLER, biopsy", "***, biopsy")]
    [InlineData("Mueller biopsy", "*** biopsy")]
    [InlineData("mueller_jane biopsy", "***_*** biopsy")]
    [InlineData("biopsyLüdenscheidt1 slide", "*** slide")]
    [InlineData("from P77", "from ***")]
    [InlineData("case ab 12-9 again", "case *** again")]
    [InlineData("block B4X of 3", "block *** of 3")]
    [InlineData("scanned at Utopia", "scanned at ***")]
    [InlineData("seen by Gregory House", "seen by *** ***")]
    [InlineData("Ng biopsy", "*** biopsy")]
    public void Clean_WordsOfTheSubject_AreTakenOut(string text, string expected) => Assert.Equal(expected, Clean(text));

    [Theory]
    [InlineData("20240131")]
    [InlineData("2024-01-31")]
    [InlineData("31.01.2024")]
    [InlineData("31.1.24")]
    [InlineData("01/31/24")]
    [InlineData("1/31/2024")]
    [InlineData("31 Jan 2024")]
    [InlineData("31st of January, 2024")]
    [InlineData("Jan 31, 2024")]
    [InlineData("31. Januar 2024")]
    [InlineData("31JAN2024")]
    [InlineData("15 août 2024")]
    [InlineData("1 de enero de 2024")]
    [InlineData("January 2024")]
    [InlineData("01/2024")]
    [InlineData("2024-01-31T11:22:33Z")]
    [InlineData("11:22:33")]
    [InlineData("11:22")]
    [InlineData("1706659200")]
    [InlineData("S24-12345")]
    [InlineData("H2024/123456")]
    [InlineData("MRN 123")]
    [InlineData("Patient: Smith")]
    [InlineData("Name=Smith")]
    [InlineData("Dr. Watson")]
    [InlineData("Prof. Dr. med. Hans Meier")]
    [InlineData("+49 (0)30 123 45 67")]
    [InlineData("555-123-4567")]
    [InlineData("a.b@example.org")]
    [InlineData("https://example.org/x?y=z")]
    [InlineData("\\\\server\\share\\case.svs")]
    [InlineData("C:\\slides\\case.svs")]
    [InlineData("/home/jdoe/case.svs")]
    [InlineData("192.168.1.10")]
    [InlineData("1.2.840.113619.2.1")]
    [InlineData("123-45-6789")]
    public void Clean_WhatLooksLikeIdentity_IsTakenOut(string text)
    {
        Assert.Equal("Skin *** biopsy", Clean($"Skin {text} biopsy"));
        Assert.Equal(string.Empty, Clean(text));
    }

    [Fact]
    public void Clean_SettingsOfScanners_LoseTheirIdentity() => Assert.Equal(
        "AppMag = 20|***|***|***|Left = 25.691574|Skew = -0.000424|MPP = 0.4990",
        Clean("AppMag = 20|Filename = CMU-1|ScanScope ID = SS1302|User = b414003d|Left = 25.691574|Skew = -0.000424|MPP = 0.4990"));

    [Fact]
    public void Clean_WhatWasTakenOut_IsCounted()
    {
        Cleaner().Clean("Jane House, 2024-01-31, skin", out var redactions);
        Assert.Equal(3, redactions);
    }

    [Fact]
    public void Clean_IdeographicNames_AreFoundInsideText()
    {
        var subject = new DicomDataset { new DicomPersonName(DicomTag.PatientName, "Yamada^Tarou=山田^太郎") };
        var cleaned = new DescriptorCleaner(IdentityWords.Collect(subject, DeidentificationLimits.Default)).Clean("皮膚 山田太郎 yamada", out _);
        Assert.Equal("皮膚 *** ***", cleaned);
    }

    [Fact]
    public void Clean_RandomText_NeverFailsNorLosesHarmlessEnds()
    {
        var random = new Random(7);
        const string Letters = "aZé0129 .,:/-_()@\\#'\t\n山Jan";
        var cleaner = Cleaner();
        for (var round = 0; round < 3000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var cleaned = cleaner.Clean(text, out var redactions);
            Assert.Equal(redactions == 0, cleaned == text);
            Assert.DoesNotMatch("[0-9]{5}", cleaned);
        }
    }

    [Fact]
    public void Clean_WithMoreNamesThanAnySubjectHas_LeavesNothing()
    {
        var names = Enumerable.Range(0, 60_000).Select(number => $"Name{number}").ToArray();
        var subject = new DicomDataset { new DicomPersonName(DicomTag.OtherPatientNames, names) };
        var cleaner = new DescriptorCleaner(IdentityWords.Collect(subject, DeidentificationLimits.Default));
        Assert.Equal(string.Empty, cleaner.Clean("Skin biopsy", out var redactions));
        Assert.Equal(1, redactions);
    }

    [Theory]
    [InlineData("a-")]
    [InlineData("1.")]
    [InlineData("Dr. ")]
    [InlineData("@")]
    [InlineData("1 ")]
    [InlineData("mar ")]
    public void Clean_HostileRepetition_IsDone(string piece) =>
        Assert.NotNull(Clean(string.Concat(Enumerable.Repeat(piece, 20_000))));

    private static DescriptorCleaner Cleaner() => new(IdentityWords.Collect(Subject, DeidentificationLimits.Default));

    private static string Clean(string text) => Cleaner().Clean(text, out _);
}
