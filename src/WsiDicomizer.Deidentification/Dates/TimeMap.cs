using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Deidentification.Dates;

/// <summary>Where a patient's clock goes: scaled about a fixed day, then moved. Immutable.</summary>
/// <param name="Scale">The factor in millionths; <see cref="ScaleRange.One"/> leaves distances exact.</param>
/// <param name="Offset">By how much everything moves, in whole seconds.</param>
internal readonly record struct TimeMap(int Scale, TimeSpan Offset)
{
    /// <summary>
    /// The day that stays where it is when distances are scaled. It is the same for everybody, since a patient's own
    /// first examination cannot be known from one instance; near to today, so that scaling moves recent dates little.
    /// </summary>
    public static readonly DateTime Anchor = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The new time for a time.</summary>
    /// <param name="local">The local clock.</param>
    /// <param name="moved">The new local clock.</param>
    /// <returns>False where it falls outside the years 1 to 9999.</returns>
    public bool TryMove(DateTime local, out DateTime moved)
    {
        // 128 bits, so that nothing is rounded before the end; floor, so that order is kept on both sides of the anchor.
        var distance = (Int128)(local - Anchor).Ticks * Scale;
        var scaled = distance >= 0 ? distance / ScaleRange.One : -((-distance + ScaleRange.One - 1) / ScaleRange.One);
        var ticks = Anchor.Ticks + scaled + Offset.Ticks;
        var fits = ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
        moved = fits ? new DateTime((long)ticks, DateTimeKind.Unspecified) : default;
        return fits;
    }
}
