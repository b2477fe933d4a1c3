using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

/// <summary>Clean Graphics (PS3.15 E.3.3): what is drawn stays, what is written goes.</summary>
public sealed class GraphicsTests
{
    private const string Graphics = "options: [clean-graphics]";
    private const string GraphicsAndTexts = "options: [clean-graphics, clean-descriptors]";

    private static readonly DicomTag OverlayData = new(0x60FE, 0x3000);
    private static readonly DicomTag OverlayRows = new(0x60FE, 0x0010);
    private static readonly DicomTag OverlayLabel = new(0x60FE, 0x1500);
    private static readonly DicomTag OverlayDescription = new(0x60FE, 0x0022);
    private static readonly DicomTag CurveData = new(0x5004, 0x3000);
    private static readonly DicomTag CurveLabel = new(0x5004, 0x2500);

    [Theory]
    [InlineData(Graphics, "REMOVED")]
    [InlineData(GraphicsAndTexts, "Tumour of *** ***")]
    public void Deidentify_CleanGraphics_KeepsWhatIsDrawnAndCleansWhatIsWritten(string profile, string text)
    {
        var item = Assert.Single(Deidentify(profile).GetSequence(DicomTag.GraphicAnnotationSequence).Items);

        var drawn = Assert.Single(item.GetSequence(DicomTag.GraphicObjectSequence).Items);
        Assert.Equal([1f, 2f, 3f, 4f], drawn.GetValues<float>(DicomTag.GraphicData));
        Assert.Equal("POLYLINE", drawn.GetString(DicomTag.GraphicType));
        Assert.Equal(text, item.GetSequence(DicomTag.TextObjectSequence).Items[0].GetString(DicomTag.UnformattedTextValue));
        Assert.Equal("REMOVED", item.GetSequence(DicomTag.TextObjectSequence).Items[1].GetString(DicomTag.UnformattedTextValue));
    }

    [Fact]
    public void Deidentify_CleanGraphics_CleansLayersAlikeWhereverTheyAreNamed()
    {
        var output = Deidentify(Graphics);

        var annotated = output.GetSequence(DicomTag.GraphicAnnotationSequence).Items[0].GetString(DicomTag.GraphicLayer);
        var layers = output.GetSequence(DicomTag.GraphicLayerSequence).Items;
        Assert.Matches("^L_[0-9A-Z]{10}$", annotated);
        Assert.Equal(annotated, layers[0].GetString(DicomTag.GraphicLayer));
        Assert.Equal("Drawn by ***", layers[0].GetString(DicomTag.GraphicLayerDescription));
        Assert.Equal("MARGINS", layers[1].GetString(DicomTag.GraphicLayer));
        Assert.Equal("Resection margins", layers[1].GetString(DicomTag.GraphicLayerDescription));
        Assert.Equal("Findings of ***", output.GetString(DicomTag.ContentDescription));
        Assert.Equal("MARGINS", output.GetString(DicomTag.ContentLabel));
    }

    [Fact]
    public void Deidentify_CleanGraphics_BlanksOverlaysAndRemovesCurves()
    {
        var output = Deidentify(Graphics);

        Assert.Equal(new byte[8], output.GetDicomItem<DicomBytesElement>(OverlayData).ToArray());
        Assert.Equal((ushort)8, output.GetSingleValue<ushort>(OverlayRows));
        Assert.Equal("*** wrote this", output.GetString(OverlayLabel));
        Assert.Equal("Region", output.GetString(OverlayDescription));
        Assert.DoesNotContain(output, item => (item.Tag.Group & 0xFF00) == 0x5000);
    }

    [Fact]
    public void Deidentify_CleanGraphics_SaysSo()
    {
        var codes = Deidentify(Graphics).GetSequence(DicomTag.DeidentificationMethodCodeSequence).Items;
        Assert.Equal(["113100", "113103"], codes.Select(code => code.GetString(DicomTag.CodeValue)));
        Assert.Equal("Clean Graphics Option", codes[1].GetString(DicomTag.CodeMeaning));
    }

    [Fact]
    public void Deidentify_WithoutTheOption_LeavesNoOverlayAndOneDummyAnnotation()
    {
        var output = Deidentify("options: []");
        Assert.False(output.Contains(OverlayData));
        Assert.False(output.Contains(CurveData));
        Assert.Equal("REMOVED", Assert.Single(output.GetSequence(DicomTag.GraphicAnnotationSequence).Items).GetString(DicomTag.GraphicLayer));
        Assert.Equal("Doe wrote this", output.GetString(OverlayLabel));
    }

    [Fact]
    public void Rules_OnlyWithTheOption_AreThoseOfTexts() => Assert.All(
        OwnRule.All.Where(rule => rule.OnlyWith is not null),
        rule => Assert.Equal((DeidentificationOption.CleanGraphics, TableAction.C), (rule.OnlyWith, rule.Action)));

    private static DicomDataset Deidentify(string profile) => TestProfiles.Engine(profile).Deidentify(new DicomDataset
    {
        { DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.11.1" },
        { DicomTag.PatientName, "Doe^Jane" },
        { DicomTag.ContentLabel, "MARGINS" },
        { DicomTag.ContentDescription, "Findings of Jane" },
        new DicomSequence(DicomTag.GraphicAnnotationSequence, new DicomDataset
        {
            { DicomTag.GraphicLayer, "DOE" },
            new DicomSequence(
                DicomTag.TextObjectSequence,
                new DicomDataset { { DicomTag.UnformattedTextValue, "Tumour of Jane Doe" } },
                new DicomDataset { { DicomTag.UnformattedTextValue, "Jane Doe" } }),
            new DicomSequence(DicomTag.GraphicObjectSequence, new DicomDataset
            {
                { DicomTag.GraphicType, "POLYLINE" }, { DicomTag.GraphicData, 1f, 2f, 3f, 4f },
            }),
        }),
        new DicomSequence(
            DicomTag.GraphicLayerSequence,
            new DicomDataset { { DicomTag.GraphicLayer, "DOE" }, { DicomTag.GraphicLayerDescription, "Drawn by Doe" } },
            new DicomDataset { { DicomTag.GraphicLayer, "MARGINS" }, { DicomTag.GraphicLayerDescription, "Resection margins" } }),
        new DicomLongString(CurveLabel, "Doe"),
        new DicomOtherWord(CurveData, "Doe wrote"u8.ToArray().Append((byte)0).ToArray()),
        new DicomUnsignedShort(OverlayRows, 8),
        new DicomLongString(OverlayDescription, "Region"),
        new DicomLongString(OverlayLabel, "Doe wrote this"),
        new DicomOtherWord(OverlayData, "Jane Doe"u8.ToArray()),
    }).Dataset;
}
