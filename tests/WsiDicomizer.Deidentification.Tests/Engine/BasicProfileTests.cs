using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

public class BasicProfileTests
{
    private static readonly string[] Foreign = ["1.2.840.10008.5.1.4.1.1.88.33", "1.2.840.10008.5.1.4.1.1.2"];

    [Fact]
    public void Deidentify_EveryRowNestedThreeDeep_DoesWhatTheRowSays()
    {
        var identified = MarkedData.Create();
        var output = TestProfiles.Engine().Deidentify(identified).Dataset;
        foreach (var (before, after) in MarkedData.Levels(identified).Zip(MarkedData.Levels(output)))
        {
            foreach (var row in ConfidentialityTable.Default.Rows)
            {
                foreach (var tag in MarkedData.Tags(row).Where(tag => tag.Group > 4))
                {
                    var type = AttributeTypes.VLWholeSlideMicroscopyImage.Strongest(tag);
                    ActionAssert.Done(row.BasicProfile.Decide(type), type, tag, before, after);
                }
            }
        }
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("level-iv")]
    [InlineData("research-longitudinal")]
    [InlineData("level-iii")]
    public void Deidentify_EveryRowMarked_LeavesNoMarkedValueThatTheProfileDoesNotKeep(string profile)
    {
        foreach (var sopClass in (string[])[MarkedData.WholeSlide.UID, .. Foreign])
        {
            var result = TestProfiles.Shipped(profile).Deidentify(MarkedData.Create(new DicomUID(sopClass)));
            var kept = TestProfiles.Shipped(profile).Profile.RulesFor(result.Dataset).Rules
                .Where(rule => rule.Action == DeidentificationAction.K).ToArray();
            foreach (var (path, text) in MarkedData.Dump(result.Dataset))
            {
                var tag = DicomTag.Parse(path[^11..]);
                Assert.False(
                    MarkedData.IsMarked(text) && !kept.Any(rule => rule.Tag.IsMatch(tag)), $"{path} holds an original under {profile}");
            }
        }
    }

    [Fact]
    public void Deidentify_Input_StaysAsItIs()
    {
        var identified = MarkedData.Create();
        var before = MarkedData.Dump(identified).ToArray();
        TestProfiles.Shipped("level-iv").Deidentify(identified);
        Assert.Equal(before, MarkedData.Dump(identified));
    }

    [Fact]
    public void Deidentify_Dummies_AreValidForTheirVR()
    {
        var output = TestProfiles.Engine().Deidentify(MarkedData.Create()).Dataset;
        foreach (var row in ConfidentialityTable.Default.Rows.Where(row => !row.IsPrivate && row.Tag.Mask == uint.MaxValue))
        {
            var tag = DicomTag.FromValue(row.Tag.Value);
            if (output.TryGetDicomItem<DicomStringElement>(tag, out var element))
            {
                Assert.All(element.Values, value => Assert.Matches(ActionAssert.Syntax(element.ValueRepresentation), value));
            }
        }
    }

    [Fact]
    public void Deidentify_Type1OfWholeSlides_GetsADummy()
    {
        var output = TestProfiles.Shipped("level-iv").Deidentify(MarkedData.Create()).Dataset;
        Assert.Equal("19000101000000", output.GetString(DicomTag.AcquisitionDateTime));
        Assert.Equal("19000101", output.GetString(DicomTag.ContentDate));
        Assert.Equal("000000", output.GetString(DicomTag.ContentTime));
        Assert.Equal("REMOVED", output.GetString(DicomTag.DeviceSerialNumber));
        Assert.Empty(output.GetSequence(DicomTag.AcquisitionContextSequence).Items);
        Assert.NotEmpty(output.GetSequence(DicomTag.SourceImageSequence).Items);
        Assert.NotEmpty(output.GetSequence(DicomTag.ReferencedImageSequence).Items);
    }

    [Fact]
    public void Deidentify_SourceImages_FollowTheirTargets()
    {
        var identified = MarkedData.Create();
        identified.AddOrUpdate(DicomTag.SOPInstanceUID, MarkedData.UidRoot + "7");
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        var reference = output.GetSequence(DicomTag.SourceImageSequence).Items[0];
        Assert.Equal(output.GetString(DicomTag.SOPInstanceUID), reference.GetString(DicomTag.ReferencedSOPInstanceUID));
        Assert.Equal(MarkedData.WholeSlide.UID, reference.GetString(DicomTag.ReferencedSOPClassUID));
    }

    [Fact]
    public void Deidentify_WithoutRow_StaysUnchanged()
    {
        var identified = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            { DicomTag.InstanceNumber, "7" },
            { DicomTag.Manufacturer, "ACME" },
            { DicomTag.OpticalPathIdentifier, "1" },
            { DicomTag.PositionReferenceIndicator, "SLIDE_CORNER" },
            { DicomTag.BurnedInAnnotation, "YES" },
            { DicomTag.RecognizableVisualFeatures, "NO" },
        };
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        Assert.All(identified, item => Assert.Same(item, output.GetDicomItem<DicomItem>(item.Tag)));
    }

    [Fact]
    public void Deidentify_CommandFileAndLengthElements_AreGone()
    {
        DicomTag[] strays = [new(0x0000, 0x0100), new(0x0002, 0x0010), new(0x0004, 0x1500), new(0x0008, 0x0000), new(0xFFFC, 0xFFFC)];
        var identified = new DicomDataset { { DicomTag.SOPClassUID, MarkedData.WholeSlide } };
        foreach (var tag in strays)
        {
            identified.Add(new DicomOtherByte(tag, "MARKED"u8.ToArray()));
        }

        var output = TestProfiles.Engine().Deidentify(identified).Dataset;
        Assert.DoesNotContain(output, item => strays.Contains(item.Tag));
    }

    [Fact]
    public void Deidentify_NestedTooDeep_IsRefusedWithoutAValue()
    {
        var dataset = new DicomDataset { { DicomTag.PatientName, "MARKED" } };
        for (var depth = 0; depth < 10_000; depth++)
        {
            dataset = new DicomDataset { new DicomSequence(DicomTag.AnatomicRegionSequence, dataset) };
        }

        var exception = Assert.Throws<DeidentificationException>(() => TestProfiles.Engine().Deidentify(dataset));
        Assert.Contains("MaximumDepth", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Message.Length < 300);
    }
}
