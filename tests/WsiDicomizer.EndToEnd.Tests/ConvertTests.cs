using System.Globalization;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>What <c>convert</c> makes of a real slide: the folder, and what pydicom reads in it.</summary>
public class ConvertTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    private const string JpegBaseline = "1.2.840.10008.1.2.4.50";

    [ToolFact(Tools.Python)]
    public void Convert_ByDefault_GivesVolumeThumbnailAndReport()
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(Cmu1.Slide, folder["out"], "--key-file", cmu1.Key);

        Assert.Equal(["report.json", "thumbnail.dcm", "volume-0.dcm"], converted.Names);
        Assert.Equal("YES", converted.Describe("volume-0.dcm")["PatientIdentityRemoved"]);
        // The default profile is level-iv: the same bytes as with the profile named.
        Assert.Equal(FolderContent.Read(cmu1.Converted("level-iv").Path), FolderContent.Read(converted.Path));
    }

    [ToolFact(Tools.Python)]
    public void Convert_LevelIv_WritesTheVolumeAsTheSourceHasIt()
    {
        var volume = cmu1.Converted("level-iv").Describe("volume-0.dcm");

        Assert.Equal("1.2.840.10008.5.1.4.1.1.77.1.6", volume["SOPClassUID"]);
        Assert.Equal(JpegBaseline, volume["TransferSyntaxUID"]);
        Assert.Equal("2220", volume["TotalPixelMatrixColumns"]);
        Assert.Equal("2967", volume["TotalPixelMatrixRows"]);
        Assert.Equal("240", volume["Columns"]);
        Assert.Equal("240", volume["Rows"]);
        Assert.Equal("130", volume["NumberOfFrames"]);
        Assert.Equal("130", volume["DecodedFrames"]);
        Assert.Equal("RGB", volume["PhotometricInterpretation"]);
        Assert.Equal("TILED_FULL", volume["DimensionOrganizationType"]);
        Assert.Equal(@"ORIGINAL\PRIMARY\VOLUME\NONE", volume["ImageType"]);
        Assert.Equal("01", volume["LossyImageCompression"]);
        Assert.Equal("ISO_10918_1", volume["LossyImageCompressionMethod"]);
        // 2220 × 2967 × 3 bytes became about 1.2 MB of tiles.
        Assert.InRange(double.Parse(volume["LossyImageCompressionRatio"], CultureInfo.InvariantCulture), 10, 30);
        Assert.InRange(
            double.Parse(volume["ImagedVolumeWidth"], CultureInfo.InvariantCulture), 2220 * 0.000498, 2220 * 0.0005);
        Assert.Equal("1 items", volume["OpticalPathSequence"]);
        Assert.Equal("1 items", volume["SpecimenDescriptionSequence"]);
    }

    [ToolFact(Tools.Python)]
    public void Convert_LevelIv_KeepsTheImagesOfASlideTogether()
    {
        var converted = cmu1.Converted("level-iv");
        var volume = converted.Describe("volume-0.dcm");
        var thumbnail = converted.Describe("thumbnail.dcm");

        Assert.Equal(@"DERIVED\PRIMARY\THUMBNAIL\RESAMPLED", thumbnail["ImageType"]);
        Assert.Equal("574", thumbnail["TotalPixelMatrixColumns"]);
        Assert.Equal("768", thumbnail["TotalPixelMatrixRows"]);
        Assert.NotEqual(volume["SOPInstanceUID"], thumbnail["SOPInstanceUID"]);
        foreach (var shared in (string[])["StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID",
                     "ContainerIdentifier"])
        {
            Assert.NotEqual("", volume[shared]);
            Assert.Equal(volume[shared], thumbnail[shared]);
        }

        Assert.All(["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"],
            keyword => Assert.StartsWith("2.25.", volume[keyword], StringComparison.Ordinal));
    }

    [ToolFact(Tools.Python)]
    public void Convert_Identified_KeepsDeviceTimeLabelAndOverview()
    {
        var converted = cmu1.Converted("identified");
        var volume = converted.Describe("volume-0.dcm");

        Assert.Equal(["label.dcm", "overview.dcm", "report.json", "thumbnail.dcm", "volume-0.dcm"], converted.Names);
        Assert.Equal("CPAPERIOCS", volume["DeviceSerialNumber"]);
        Assert.Equal("20091229095915", volume["AcquisitionDateTime"]);
        Assert.Equal(@"ORIGINAL\PRIMARY\LABEL\NONE", converted.Describe("label.dcm")["ImageType"]);
        Assert.Equal(@"ORIGINAL\PRIMARY\OVERVIEW\NONE", converted.Describe("overview.dcm")["ImageType"]);
    }

    [ToolTheory(Tools.Python)]
    [InlineData("basic", "", false)]
    [InlineData("level-iii", "20091229095915", true)]
    [InlineData("level-iv", "", false)]
    public void Convert_UnderAProfile_KeepsWhatTheProfileSays(string profile, string acquired, bool serialKept)
    {
        var converted = cmu1.Converted(profile);
        var volume = converted.Describe("volume-0.dcm");

        Assert.DoesNotContain("label.dcm", converted.Names);
        Assert.DoesNotContain("overview.dcm", converted.Names);
        Assert.Equal("YES", volume["PatientIdentityRemoved"]);
        Assert.Contains(profile, volume["DeidentificationMethod"], StringComparison.Ordinal);
        Assert.Equal(serialKept, volume["DeviceSerialNumber"] == "CPAPERIOCS");
        if (acquired.Length > 0)
        {
            Assert.Equal(acquired, volume["AcquisitionDateTime"]);
        }
        else
        {
            var time = volume.GetValueOrDefault("AcquisitionDateTime", "");
            Assert.DoesNotContain("20091229", time, StringComparison.Ordinal);
        }
    }

    [ToolFact]
    public void Convert_OnSuccess_WritesNoIdentityToTheConsole()
    {
        using var folder = new TempFolder();

        var run = Wsidicomizer.RunWell("convert", Cmu1.Slide, "-o", folder["out"]);

        Assert.Empty(IdentityScan.Find(System.Text.Encoding.UTF8.GetBytes(run.Text), Cmu1.Identity));
    }

    [ToolFact]
    public void Convert_Quiet_WritesNothing()
    {
        using var folder = new TempFolder();

        Assert.Equal("", Wsidicomizer.RunWell("convert", Cmu1.Slide, "-o", folder["out"], "-q").Text);
    }

    [ToolFact]
    public void Convert_Json_WritesOnlyJsonToStandardOutput()
    {
        using var folder = new TempFolder();

        var run = Wsidicomizer.RunWell("convert", Cmu1.Slide, "-o", folder["out"], "--json");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            Assert.Equal(System.Text.Json.JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }
}
