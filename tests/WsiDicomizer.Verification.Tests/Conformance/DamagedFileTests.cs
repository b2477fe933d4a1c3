using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance;
using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance;

/// <summary>Whatever is in a file, a check ends with findings and no exception.</summary>
public class DamagedFileTests
{
    private const int Seed = 20261121;

    [Fact]
    public void Check_FileCutAnywhere_TellsOfIt()
    {
        using var folder = new TemporaryFolder();
        var whole = new CleanSlide().Volume0.ToBytes();
        for (var length = 0; length < whole.Length - 1; length += 61)
        {
            File.WriteAllBytes(folder["cut.dcm"], whole[..length]);

            var findings = ConformanceChecker.Check(folder["cut.dcm"]);

            Assert.True(findings.Any(finding => finding.Severity == FindingSeverity.Error), $"cut at byte {length}");
        }
    }

    [Fact]
    public void Check_BytesChangedAtRandom_EndsWithoutException()
    {
        using var folder = new TemporaryFolder();
        var slide = new CleanSlide();
        slide.MakeSparse();
        var whole = slide.Volume0.ToBytes();
        var random = new Random(Seed);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(folder["changed.dcm"], bytes);

            var failure = Record.Exception(() => ConformanceChecker.Check(folder["changed.dcm"]));

            Assert.True(failure is null, $"seed {Seed}, round {round}: {failure}");
        }
    }

    [Fact]
    public void Check_SequencesNestedDeep_AreNotWalkedBeyondTheLimit()
    {
        using var folder = new TemporaryFolder();
        var slide = new CleanSlide();
        slide.Volume0.ChangeFile = file =>
        {
            // A sequence in an item in a sequence, of undefined lengths, in a private group at the data set's end.
            var nested = new List<byte>(file[..^8]);
            nested.RemoveRange(nested.Count - 6, 6);
            for (var depth = 0; depth < 100_000; depth++)
            {
                nested.AddRange([0xFD, 0x7F, 1, 0x10, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
                nested.AddRange([0xFE, 0xFF, 0, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]);
            }

            return [.. nested];
        };
        slide.Volume0.IsEncapsulated = false;
        slide.Volume0.Fragments.Clear();
        slide.Volume0.Fragments.Add(new byte[14]);
        slide.Volume0.Write(folder);

        var findings = ConformanceChecker.Check(folder.Path);

        Assert.Contains(findings, finding => finding.RuleId is "WSI1012" or "WSI1001");
    }

    [Fact]
    public void Check_AllFramesOfALittleFile_AreNotBelieved()
    {
        var slide = new CleanSlide();
        slide.Volume0.Dataset.AddOrUpdate(DicomTag.NumberOfFrames, int.MaxValue);

        Assert.Contains(slide.Check(), finding => finding.RuleId == "WSI1408");
    }

    [Fact]
    public void Check_FolderWithoutDicom_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["report.json"], "{}");

        Assert.Equal("WSI1002", Assert.Single(ConformanceChecker.Check(folder.Path)).RuleId);
    }

    [Fact]
    public void Check_MissingFile_IsUnreadable()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal("WSI1001", Assert.Single(ConformanceChecker.Check(folder["none.dcm"])).RuleId);
    }

    [Fact]
    public void Check_OneDamagedFileOfSeveral_TheOthersAreChecked()
    {
        var slide = new CleanSlide();
        slide.Label.ChangeFile = file => file[..200];
        slide.Volume0.Dataset.Remove(DicomTag.FocusMethod);

        var findings = slide.Check();

        Assert.Contains(findings, finding => finding is { File: "label.dcm", RuleId: "WSI1001" });
        Assert.Contains(findings, finding => finding is { File: "volume-0.dcm", RuleId: "WSI1101" });
    }

    [Fact]
    public void Check_ManyFindings_AreCutAtTheLimits()
    {
        var slide = new CleanSlide();
        slide.Volume0.Dataset.Remove(item => item.Tag.Group == 0x0010 || item.Tag == DicomTag.FocusMethod);
        slide.Volume0.Dataset.Remove(DicomTag.StudyID, DicomTag.ImageOrientationSlide, DicomTag.VolumetricProperties);

        var perRule = slide.Check(new ConformanceLimits { MaximumFindingsPerRule = 2 });
        var inAll = slide.Check(new ConformanceLimits { MaximumFindings = 3 });

        Assert.All(perRule.GroupBy(finding => finding.RuleId), group => Assert.InRange(group.Count(), 1, 2));
        Assert.Contains(perRule, finding => finding.Text.Contains("MaximumFindingsPerRule", StringComparison.Ordinal));
        Assert.Equal(4, inAll.Count);
        Assert.Equal("WSI1004", inAll[^1].RuleId);
    }

    [Fact]
    public void Check_NativePixelDataBeyond2GiB_IsTold()
    {
        using var folder = new TemporaryFolder();
        var slide = new CleanSlide();
        slide.Volume0.Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;
        slide.Volume0.Fragments.Clear();
        slide.Volume0.ChangeFile = file =>
        {
            // The length of 2 GiB in the header of a value that the disk does not store.
            file[^1] = 0x80;
            return file;
        };
        slide.Volume0.Write(folder);
        using (var file = File.OpenHandle(folder["volume-0.dcm"], FileMode.Open, FileAccess.Write))
        {
            RandomAccess.SetLength(file, RandomAccess.GetLength(file) + (1L << 31));
        }

        Assert.Contains(ConformanceChecker.Check(folder.Path), finding => finding.RuleId == "WSI2008");
    }

    [Fact]
    public void Check_IdentityInEveryText_IsInNoFinding()
    {
        const string Marker = "QUETZALCOATL";
        var slide = new CleanSlide();
        foreach (var item in slide.Volume0.Dataset.OfType<DicomStringElement>().ToList())
        {
            var vr = item.ValueRepresentation;
            if (vr != DicomVR.UI && vr != DicomVR.DS && vr != DicomVR.IS && item.Tag != DicomTag.SpecificCharacterSet)
            {
                slide.Volume0.Dataset.AddOrUpdate(item.Tag, $"{Marker}^{item.Tag.Element}");
            }
        }

        var findings = slide.Check();

        Assert.True(findings.Count > 20);
        Assert.All(findings, finding => Assert.DoesNotContain(Marker, finding.ToString(), StringComparison.OrdinalIgnoreCase));
    }
}
