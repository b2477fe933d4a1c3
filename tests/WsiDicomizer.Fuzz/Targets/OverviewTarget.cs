using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Any bytes as an overview whose label is to be covered.</summary>
internal sealed class OverviewTarget : InstanceTarget
{
    public override string Name => "overview";

    public override IReadOnlyList<string> Tokens =>
        ["OVERVIEW", "LOCALIZER", "RGB", "YBR_FULL_422", "MONOCHROME2", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"];

    public override IEnumerable<byte[]> CreateSeeds() => DicomSlides.Overviews();

    protected override InstanceDeidentificationOptions CreateOptions()
    {
        var options = base.CreateOptions();
        return options with
        {
            Profile = ResolvedProfile.Resolve(options.Profile.Profile.WithOverview(ImageDisposition.MaskLabel)),
            LabelArea = new LabelArea(0, 0, 0.35, 1, IsShare: true),
        };
    }
}
