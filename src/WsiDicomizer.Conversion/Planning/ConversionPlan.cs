namespace WsiDicomizer.Conversion.Planning;

/// <summary>All instances that a slide becomes, and what a person should know of the choices.</summary>
/// <param name="Instances">In the order of their numbers.</param>
/// <param name="Notes">One sentence each; no values of the slide.</param>
internal sealed record ConversionPlan(IReadOnlyList<InstancePlan> Instances, IReadOnlyList<string> Notes);
