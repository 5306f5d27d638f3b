#include "<runtime>/scopegraft/graft.h"
#line 1 "main.cpp"
#include <cstdio>
	static	int f()	{ static ::scopegraft_rt::Site sg_site_2_17("f", "main.cpp", 2, 17, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::LeafScope sg_scope_2_17(sg_site_2_17);
#line 2
	      	       	 	return __LINE__;	}
		int main()		{ static ::scopegraft_rt::Site sg_site_3_15("main", "main.cpp", 3, 15, "rate=auto;exceptions;rule=rules.yaml:3:14"); ::scopegraft_rt::Scope sg_scope_3_15(sg_site_3_15);
#line 3
		          		 	std::printf("%d %d\n", f(),	__LINE__);	}
