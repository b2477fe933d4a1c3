using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>Stub until the codecs are there.</summary>
internal sealed class AperioEncoders(AperioPlan plan) : IDisposable
{
    public ITileEncoder ForLevels() => throw new NotSupportedException(plan.Traits.Name);

    public ITileEncoder ForThumbnail() => throw new NotSupportedException(plan.Traits.Name);

    public ITileEncoder ForGlass() => throw new NotSupportedException(plan.Traits.Name);

    public void Dispose()
    {
    }
}
