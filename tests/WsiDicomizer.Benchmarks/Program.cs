using WsiDicomizer.Benchmarks;

return args switch
{
    ["read-header"] => ReadHeaderBenchmark.Run(),
    ["functional-groups"] => FunctionalGroupsBenchmark.Run(),
    ["engine"] => EngineBenchmark.Run(),
    ["large", .. var rest] => LargeInstanceBenchmark.Run(rest),
    _ => BenchmarkOptions.TryParse(args, out var options) ? ConvertBenchmark.Run(options) : 2,
};
