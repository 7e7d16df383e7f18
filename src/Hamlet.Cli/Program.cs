return await Hamlet.Hosting.HamletHost.RunAsync(args);
